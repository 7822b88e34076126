package org.sessionroom.insight;

import java.util.Optional;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

/** The source of a statement. */
public sealed interface Citation {

    /** @param quote words of the utterance, verbatim */
    record OfUtterance(UtteranceId utterance, Optional<String> quote) implements Citation {

        /** Does not show the words. */
        @Override
        public String toString() {
            return "OfUtterance[" + utterance + "]";
        }
    }

    /** @param seq the change's sequence number in the session */
    record OfChange(long seq) implements Citation {}

    static Citation of(Utterance utterance) {
        return new OfUtterance(utterance.id(), Optional.empty());
    }
}
