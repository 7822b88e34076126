package org.sessionroom.safety;

import org.sessionroom.transcript.UtteranceId;

/**
 * Words that a therapist may want to look at again. It is neither a finding nor a measure: nothing follows from it
 * automatically, and nothing follows from finding none. Negated words are mentioned as well.
 *
 * @param start of the words in the utterance's text, in UTF-16 units
 * @param end after their last character
 * @param negated whether a negation precedes the words, as in "nunca pensei em me matar"
 */
public record SafetyMention(
        UtteranceId utterance,
        SafetyCategory category,
        int start,
        int end,
        Subject subject,
        Tense tense,
        boolean negated) {

    /** Whom it is about, as far as the words show. */
    public enum Subject {
        FIRST_PERSON,
        OTHER,
        UNKNOWN
    }

    /** The time it is about, as far as the words show. */
    public enum Tense {
        PRESENT,
        PAST,
        UNKNOWN
    }
}
