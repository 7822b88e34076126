package org.sessionroom.consent;

/**
 * What somebody may agree to; each is agreed to on its own (LGPD art. 8 §4). The text a person reads stands in the message
 * bundles under {@code consent.<NAME>}.
 */
public enum Purpose {
    /** Seeing and hearing each other, from browser to browser. */
    VIDEO_CALL("2"),
    /** What is said is written down. */
    TRANSCRIPTION("2"),
    /** What was written down is read by the assistant. */
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
