package org.sessionroom.speech;

/** What the engine does after a message of a client. */
sealed interface Answer {

    /** Nothing is owed. */
    record Silence() implements Answer {}

    /** Sends this and listens on. */
    record Say(String json) implements Answer {}

    /** Sends this as the last. */
    record Finish(String json) implements Answer {}

    /** Closes without an answer; the reason is ours and holds nothing the client said. */
    record Refuse(Refusal why) implements Answer {}

    /** Reasons with their close codes (RFC 6455, section 7.4.1). */
    enum Refusal {
        NOT_UNDERSTOOD(1007, "A text must be a configuration or the end, as JSON."),
        RATE(1007, "The sample rate must be a whole number from 8000 to 48000."),
        CONFIGURED_TOO_LATE(1008, "The configuration must come before the sound."),
        HALF_A_SAMPLE(1007, "Sound must be whole samples of 16 bits."),
        ALL_SEATS_TAKEN(1013, "As many streams as are allowed are open."),
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
