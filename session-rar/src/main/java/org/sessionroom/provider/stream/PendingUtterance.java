package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sessionroom.provider.api.Reason;

/** An utterance that a conversation has not delivered yet; positions are samples of the stream. */
final class PendingUtterance {

    /** Maximum characters of an utterance. */
    static final int LONGEST = 16_384;

    private final String item;
    private final StringBuilder text = new StringBuilder();
    private OptionalLong from = OptionalLong.empty();
    private OptionalLong to = OptionalLong.empty();
    private long heardUntil;
    private OptionalDouble confidence = OptionalDouble.empty();
    private boolean doubted;
    private Optional<Instant> committedAt = Optional.empty();
    private Optional<Reason> failure = Optional.empty();
    private boolean ended;
    private boolean shown;

    PendingUtterance(String item) {
        this.item = item;
    }

    void startedAt(long place) {
        from = OptionalLong.of(place);
    }

    /** It began here unless its beginning is known. */
    void startedAtLatest(long place) {
        from = OptionalLong.of(from.orElse(place));
    }

    void stoppedAt(long place) {
        to = OptionalLong.of(place);
        heardUntil = place;
    }

    boolean hasStopped() {
        return to.isPresent();
    }

    void committed(Instant now) {
        committedAt = Optional.of(now);
    }

    /** @return false if the maximum length is exceeded */
    boolean say(String more) {
        text.append(more, 0, Math.min(more.length(), LONGEST - text.length()));
        return text.length() < LONGEST;
    }

    /** @return false if the maximum length is exceeded */
    boolean replaceText(String whole) {
        text.setLength(0);
        return say(whole);
    }

    boolean says(String whole) {
        return whole.contentEquals(text);
    }

    /** Its text is complete, with the provider's own times if it reports them. */
    void complete(OptionalDouble confidence, boolean doubted, OptionalLong from, OptionalLong to) {
        this.confidence = confidence;
        this.doubted = doubted;
        this.from = from.isPresent() ? from : this.from;
        this.to = to.isPresent() ? to : this.to;
    }

    void fail(Reason reason) {
        failure = Optional.of(reason);
    }

    /** Everything before a position was heard with it. */
    void heardUpTo(long place) {
        heardUntil = Math.max(heardUntil, place);
    }

    /** It ended, successfully or not; here, unless the place where it stopped is known. */
    void end(long place) {
        to = OptionalLong.of(to.orElse(place));
        heardUpTo(to());
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** @return whether it was not called before */
    boolean show() {
        boolean first = !shown;
        shown = true;
        return first;
    }

    String item() {
        return item;
    }

    /** Where it began; known as soon as it has text. */
    long from() {
        return from.orElseThrow();
    }

    /** Where it stopped; known as soon as it has ended. */
    long to() {
        return to.orElseThrow();
    }

    /** The position up to which nothing need be sent again once this is delivered. */
    long heardUntil() {
        return heardUntil;
    }

    OptionalDouble confidence() {
        return confidence;
    }

    Optional<Instant> committedAt() {
        return committedAt;
    }

    Optional<Reason> failure() {
        return failure;
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
