package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/** One utterance in one conversation; positions are samples of the stream. Belongs to the {@link UtteranceOrder}. */
final class PendingUtterance {

    final String item;
    final StringBuilder text = new StringBuilder();
    OptionalLong from = OptionalLong.empty();
    OptionalLong to = OptionalLong.empty();
    OptionalDouble confidence = OptionalDouble.empty();
    Optional<Reason> failure = Optional.empty();
    Optional<Instant> committedAt = Optional.empty();

    /** The position up to which nothing need be sent again once this is delivered. */
    long heardUntil;

    /** Whether the provider doubts that it is speech. */
    boolean doubted;

    boolean ordered;
    boolean ended;
    boolean shown;

    PendingUtterance(String item) {
        this.item = item;
    }

    /** @return false if the maximum length is exceeded */
    boolean say(String more) {
        text.append(more, 0, Math.min(more.length(), UtteranceOrder.LONGEST - text.length()));
        return text.length() < UtteranceOrder.LONGEST;
    }

    boolean sayAnew(String whole) {
        text.setLength(0);
        return say(whole);
    }

    boolean says(String whole) {
        return whole.contentEquals(text);
    }

    /** The part of its text that somebody can have said. */
    RecognisedText spoken() {
        RecognisedText spoken = RecognisedText.of(text.toString());
        return new RecognisedText(spoken.text(), doubted || spoken.doubtful());
    }

    @Override
    public String toString() {
        return "PendingUtterance[" + item + "]";
    }
}
