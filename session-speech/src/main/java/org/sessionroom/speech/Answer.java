package org.sessionroom.speech;

/** The engine's reaction to a message of a client. */
sealed interface Answer {

    /** No answer. */
    record Silence() implements Answer {}

    /** Sends this and continues. */
    record Say(String json) implements Answer {}

    /** Sends this as the last message. */
    record Finish(String json) implements Answer {}

    /** Closes without an answer; the reason is our own text and contains no data of the client. */
    record Refuse(Refusal why) implements Answer {}

    /** Reasons with their close codes (RFC 6455, section 7.4.1). */
    enum Refusal {
        NOT_UNDERSTOOD(1007, "A text must be a configuration or the end, as JSON."),
        RATE(1007, "The sample rate must be a whole number from 8000 to 48000."),
        CONFIGURED_TOO_LATE(1008, "The configuration must come before the sound."),
        HALF_A_SAMPLE(1007, "Sound must be whole samples of 16 bits."),
        NO_FREE_STREAM(1013, "As many streams as are allowed are open."),
        CANNOT_HEAR(1011, "The sound could not be recognised.");

        private final int code;
        private final String reason;

        Refusal(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }

        int code() {
            return code;
        }

        String reason() {
            return reason;
        }
    }
}
