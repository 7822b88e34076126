package org.sessionroom.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.sessionroom.provider.api.FinalSegment;
import org.sessionroom.provider.api.LostSpeech;
import org.sessionroom.provider.api.Partial;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.StreamError;
import org.sessionroom.provider.api.StreamNotice;
import org.sessionroom.provider.api.TranscriptListener;

/** Records every event that a listener receives. */
public final class RecordedRecognition implements TranscriptListener {

    private static final long PATIENCE = 10_000_000_000L;
    private static final long BETWEEN = 2_000_000;

    private final List<Object> all = new CopyOnWriteArrayList<>();

    @Override
    public void partial(Partial partial) {
        all.add(partial);
    }

    @Override
    public void finalSegment(FinalSegment segment) {
        all.add(segment);
    }

    @Override
    public void gap(LostSpeech gap) {
        all.add(gap);
    }

    @Override
    public void error(StreamError error) {
        all.add(error);
    }

    @Override
    public void notice(StreamNotice notice) {
        all.add(notice);
    }

    public <T> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<FinalSegment> finals() {
        return all(FinalSegment.class);
    }

    public List<String> texts() {
        return finals().stream().map(FinalSegment::text).toList();
    }

    public List<LostSpeech> gaps() {
        return all(LostSpeech.class);
    }

    public List<StreamNotice.State> states() {
        return all(StreamNotice.class).stream().map(StreamNotice::state).toList();
    }

    /** The reasons of all errors. */
    public List<Reason> errors() {
        return all(StreamError.class).stream().map(StreamError::reason).toList();
    }

    public List<String> partialTexts() {
        return all(Partial.class).stream().map(Partial::text).toList();
    }

    /** The class names of all events, in the order in which they arrived. */
    public List<String> order() {
        return all.stream().map(told -> told.getClass().getSimpleName()).toList();
    }

    /** Polls until the condition holds. */
    public static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN);
            holds = condition.getAsBoolean();
        }
        assertTrue(holds, () -> "there was no " + what);
    }
}
