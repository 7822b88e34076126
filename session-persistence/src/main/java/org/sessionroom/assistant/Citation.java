package org.sessionroom.assistant;

import java.util.Optional;

/** What a statement rests on. */
public sealed interface Citation {

    /** @param quote words of it, exactly as they stand in it */
    record OfUtterance(UtteranceId utterance, Optional<String> quote) implements Citation {

        /** Does not show the words. */
        @Override
        public String toString() {
            return "OfUtterance[" + utterance + "]";
        }
    }

    /** @param seq the change's place in the session's order */
    record OfChange(long seq) implements Citation {}

    static Citation of(Utterance utterance) {
        return new OfUtterance(utterance.id(), Optional.empty());
    }
}
