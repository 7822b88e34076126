package org.sessionroom.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult;
import org.sessionroom.provider.api.SpeechResult.ErrorReported;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechResult.PartialText;
import org.sessionroom.provider.api.SpeechResult.RecognisedUtterance;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.api.TranscriptListener;

/** Records every event that a listener receives. */
public final class RecordedRecognition implements TranscriptListener {

    private static final long PATIENCE = 10_000_000_000L;
    private static final long BETWEEN = 2_000_000;

    private final List<SpeechResult> all = new CopyOnWriteArrayList<>();

    @Override
    public void store(SpeechResult.Stored result) {
        all.add(result);
    }

    @Override
    public void show(SpeechResult.Shown result) {
        all.add(result);
    }

    public <T> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<RecognisedUtterance> finals() {
        return all(RecognisedUtterance.class);
    }

    public List<String> texts() {
        return finals().stream().map(RecognisedUtterance::text).toList();
    }

    public List<LostSpeech> gaps() {
        return all(LostSpeech.class);
    }

    public List<StateChanged.State> states() {
        return all(StateChanged.class).stream().map(StateChanged::state).toList();
    }

    /** The reasons of all errors. */
    public List<Reason> errors() {
        return all(ErrorReported.class).stream().map(ErrorReported::reason).toList();
    }

    public List<String> partialTexts() {
        return all(PartialText.class).stream().map(PartialText::text).toList();
    }

    /** The class names of all events, in the order in which they arrived. */
    public List<String> order() {
        return all.stream().map(result -> result.getClass().getSimpleName()).toList();
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
