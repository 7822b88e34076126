package org.sessionroom.sentiment;

/**
 * How pleasant or unpleasant the words of one utterance are. It describes words, not a person: it is not a finding, and is
 * shown with its line.
 *
 * @param valence from -1, unpleasant, to 1, pleasant
 * @param confidence from 0 to 1: how often a reading like this one was right on sentences that were not used for training
 */
public record Sentiment(double valence, double confidence, Tone tone) {

    /** For words without a known tone, or in an unsupported language. */
    public static final Sentiment UNREAD = new Sentiment(0, 0, Tone.UNCERTAIN);

    /** @throws IllegalArgumentException when a number is out of its range */
    public Sentiment {
        if (!(Math.abs(valence) <= 1) || !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("Not a sentiment");
        }
    }
}
