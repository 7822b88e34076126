package org.sessionroom.assistant;

/**
 * How pleasant or unpleasant the words of one utterance are. It is about words, not about a person: it is no finding, and is
 * shown with the line it belongs to.
 *
 * @param valence from -1, unpleasant, to 1, pleasant
 * @param confidence from 0 to 1: how often a reading like this one was right on sentences the model had not seen
 */
public record Sentiment(double valence, double confidence, Tone tone) {

    /** Of words that say nothing, or of a language that is not read. */
    public static final Sentiment UNREAD = new Sentiment(0, 0, Tone.UNCERTAIN);

    /** @throws IllegalArgumentException when a number is out of its range */
    public Sentiment {
        if (!(Math.abs(valence) <= 1) || !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("Not a sentiment");
        }
    }
}
