package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/** One utterance on one line; places are those of the stream. Belongs to the {@link Ledger}. */
final class Utterance {

    final String item;
    final StringBuilder text = new StringBuilder();
    OptionalLong from = OptionalLong.empty();
    OptionalLong to = OptionalLong.empty();
    OptionalDouble confidence = OptionalDouble.empty();
    Optional<Reason> failure = Optional.empty();
    Optional<Instant> committedAt = Optional.empty();

    /** What need not be sent again once this is handed on. */
    long heardUntil;

    /** Whether the provider doubts that it is speech. */
    boolean doubted;

    boolean ordered;
    boolean ended;
    boolean shown;

    Utterance(String item) {
        this.item = item;
    }

    /** @return whether it fits */
    boolean say(String more) {
        text.append(more, 0, Math.min(more.length(), Ledger.LONGEST - text.length()));
        return text.length() < Ledger.LONGEST;
    }

    boolean sayAnew(String whole) {
        text.setLength(0);
        return say(whole);
    }

    boolean says(String whole) {
        return whole.contentEquals(text);
    }

    /** What of it somebody can have said. */
    Spoken spoken() {
        Spoken spoken = Spoken.of(text.toString());
        return new Spoken(spoken.text(), doubted || spoken.doubtful());
    }

    @Override
    public String toString() {
        return "Utterance[" + item + "]";
    }
}
