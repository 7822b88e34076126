package org.sessionroom.sentiment;

import java.util.List;
import java.util.regex.Pattern;
import org.sessionroom.transcript.Words;
import org.sessionroom.transcript.Words.Word;

/**
 * A tweet in three forms. Its marks (pictures, links, mentions, tags) become artificial words that nobody says: they can
 * explain a label that would otherwise be attributed to the words beside them, and they never occur in speech.
 */
record TrainingSentence(int label, SentimentFeatures written, SentimentFeatures spoken, SentimentFeatures clues) {

    private static final String MARK = " zx";
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern MENTION = Pattern.compile("@user");
    private static final Pattern TAG = Pattern.compile("#");
    private static final Pattern UNSPOKEN = Pattern.compile("zxhash \\S+|zx\\S*");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}…]");
    private static final int FIRST_PICTURE = 0x1F000;

    static TrainingSentence of(LabelledSentence sentence, SentimentWords lexicon) {
        String written = written(sentence.text());
        String said = UNSPOKEN.matcher(written).replaceAll(" ");
        List<Word> spoken = Words.in(PUNCTUATION.matcher(said).replaceAll(" "));
        return new TrainingSentence(
                sentence.label(),
                SentimentFeatures.of(Words.in(written), lexicon),
                SentimentFeatures.of(spoken, lexicon),
                SentimentFeatures.cluesOnly(Words.in(said), lexicon));
    }

    private static String written(String tweet) {
        String marked = LINK.matcher(tweet).replaceAll(MARK + "link ");
        marked = MENTION.matcher(marked).replaceAll(MARK + "user ");
        marked = TAG.matcher(marked).replaceAll(MARK + "hash ");
        StringBuilder written = new StringBuilder();
        marked.codePoints().forEach(codePoint -> {
            if (isPicture(codePoint)) {
                written.append(MARK).append(Integer.toHexString(codePoint)).append(' ');
            } else {
                written.appendCodePoint(codePoint);
            }
        });
        return written.toString();
    }

    private static boolean isPicture(int codePoint) {
        return Character.getType(codePoint) == Character.OTHER_SYMBOL || codePoint >= FIRST_PICTURE;
    }
}
