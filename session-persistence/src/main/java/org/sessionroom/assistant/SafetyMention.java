package org.sessionroom.assistant;

/**
 * Words that a therapist may want to look at again. It is no finding and no measure of anything: nothing follows from it by
 * itself, and where there is none nothing follows from that either. What is denied is mentioned all the same.
 *
 * @param start of the words in the utterance's text, in UTF-16 units
 * @param end after their last character
 * @param negated whether a denial stands before the words, as in "nunca pensei em me matar"
 */
public record SafetyMention(
        UtteranceId utterance,
        SafetyCategory category,
        int start,
        int end,
        Subject subject,
        Tense tense,
        boolean negated) {

    /** About whom it is, as far as the words tell. */
    public enum Subject {
        FIRST_PERSON,
        OTHER,
        UNKNOWN
    }

    /** Of when it is, as far as the words tell. */
    public enum Tense {
        PRESENT,
        PAST,
        UNKNOWN
    }

    /** The words themselves. */
    public String quoteOf(Utterance said) {
        return said.text().substring(start, end);
    }
}
