package org.sessionroom.consent;

/**
 * What a person may agree to; each purpose needs a consent of its own (LGPD art. 8 §4). The text for people is in the message
 * bundles under {@code consent.<NAME>}.
 */
public enum Purpose {
    /** Seeing and hearing each other, from browser to browser. */
    VIDEO_CALL("2"),
    /** Speech is transcribed. */
    TRANSCRIPTION("2"),
    /** The assistant reads the transcript. */
    AI_ANALYSIS("1");

    private final String textVersion;

    Purpose(String textVersion) {
        this.textVersion = textVersion;
    }

    /** Changes with every change of the text's meaning, in all languages at once. */
    public String textVersion() {
        return textVersion;
    }
}
