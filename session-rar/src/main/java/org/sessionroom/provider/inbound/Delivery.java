package org.sessionroom.provider.inbound;

import java.lang.reflect.Method;
import java.util.Optional;
import org.sessionroom.provider.api.FinalSegment;
import org.sessionroom.provider.api.LostSpeech;
import org.sessionroom.provider.api.Partial;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.StreamError;
import org.sessionroom.provider.api.StreamNotice;
import org.sessionroom.provider.api.TranscriptListener;

/** One call of the listener. */
sealed interface Delivery {

    /** The listener's method, which the container needs before the delivery. */
    Method method();

    void deliverTo(TranscriptListener listener);

    /** Whether it is retried when its delivery fails. */
    default boolean mustArrive() {
        return true;
    }

    /** The replacement if it cannot be delivered. */
    default Optional<Delivery> instead() {
        return Optional.empty();
    }

    /** The partial text of an utterance. */
    record OfPartial(Partial partial) implements Delivery {

        private static final Method METHOD = methodOf("partial", Partial.class);

        @Override
        public Method method() {
            return METHOD;
        }

        @Override
        public void deliverTo(TranscriptListener listener) {
            listener.partial(partial);
        }

        @Override
        public boolean mustArrive() {
            return false;
        }
    }

    /** A complete utterance. */
    record OfFinal(FinalSegment segment) implements Delivery {

        private static final Method METHOD = methodOf("finalSegment", FinalSegment.class);

        @Override
        public Method method() {
            return METHOD;
        }

        @Override
        public void deliverTo(TranscriptListener listener) {
            listener.finalSegment(segment);
        }

        @Override
        public Optional<Delivery> instead() {
            return Optional.of(
                    new OfGap(new LostSpeech(segment.streamId(), segment.from(), segment.to(), Reason.UNDELIVERED)));
        }
    }

    /** Speech that was not recognised. */
    record OfGap(LostSpeech gap) implements Delivery {

        private static final Method METHOD = methodOf("gap", LostSpeech.class);

        @Override
        public Method method() {
            return METHOD;
        }

        @Override
        public void deliverTo(TranscriptListener listener) {
            listener.gap(gap);
        }
    }

    /** An error after which the stream continues. */
    record OfError(StreamError error) implements Delivery {

        private static final Method METHOD = methodOf("error", StreamError.class);

        @Override
        public Method method() {
            return METHOD;
        }

        @Override
        public void deliverTo(TranscriptListener listener) {
            listener.error(error);
        }

        @Override
        public boolean mustArrive() {
            return false;
        }
    }

    /** A state of a stream. */
    record OfNotice(StreamNotice notice) implements Delivery {

        private static final Method METHOD = methodOf("notice", StreamNotice.class);

        @Override
        public Method method() {
            return METHOD;
        }

        @Override
        public void deliverTo(TranscriptListener listener) {
            listener.notice(notice);
        }
    }

    private static Method methodOf(String name, Class<?> what) {
        try {
            return TranscriptListener.class.getMethod(name, what);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
