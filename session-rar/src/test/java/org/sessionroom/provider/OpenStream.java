package org.sessionroom.provider;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.StateChanged;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.dialect.Dialect;
import org.sessionroom.provider.dialect.ProviderEndpoint;
import org.sessionroom.provider.dialect.SpeechProvider;
import org.sessionroom.provider.stream.Health;
import org.sessionroom.provider.stream.LiveStream;
import org.sessionroom.provider.stream.ProviderConversation;
import org.sessionroom.provider.stream.StreamContext;
import org.sessionroom.provider.stream.StreamLimits;

/** A stream to a scripted provider; the test advances its clock. */
public final class OpenStream implements AutoCloseable {

    public static final int FRAME_MILLIS = 100;
    public static final int FRAME_BYTES = FRAME_MILLIS * SpeechSpec.RATE / 1000 * 2;

    public final HandClock clock = new HandClock();
    public final RecordedRecognition recorded = new RecordedRecognition();
    public final Health health = new Health(clock, clock, true);
    public final List<Optional<Reason>> ends = new CopyOnWriteArrayList<>();
    public final UUID id = UUID.randomUUID();
    public final LiveStream stream;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private Instant speaking = HandClock.START;

    public OpenStream(Dialect dialect, URI address) {
        this(dialect, address, ProviderMeter.NONE);
    }

    public OpenStream(Dialect dialect, URI address, ProviderMeter meter) {
        ProviderConversation.Opener opener = opener(dialect, address, clock);
        StreamContext context =
                new StreamContext(StreamLimits.USUAL, clock, clock, new Random(7), opener, health, () -> meter);
        stream = new LiveStream(new SpeechSpec(id, "pt-BR", SpeechSpec.RATE), context, recorded, ends::add);
        stream.open();
    }

    private ProviderConversation.Opener opener(Dialect dialect, URI address, Clock time) {
        Duration connect = StreamLimits.USUAL.connect();
        ProviderEndpoint provider = new ProviderEndpoint(
                ProviderEndpoint.client(executor, connect),
                executor,
                address,
                Optional.of("key-of-the-hospital"),
                connect);
        return new SpeechProvider(dialect, provider, "ouvinte");
    }

    /** Waits until the provider is ready for sound. */
    public OpenStream listening() {
        RecordedRecognition.await("listening provider", () -> recorded.states().contains(StateChanged.State.LISTENING));
        return this;
    }

    /** Appends speech without a break from where it stopped; each frame has its own sample values. */
    public List<Appended> speak(Duration length) {
        List<Appended> answers = new ArrayList<>();
        for (long millis = 0; millis < length.toMillis(); millis += FRAME_MILLIS) {
            byte[] frame = new byte[FRAME_BYTES];
            Arrays.fill(frame, (byte) (speaking.toEpochMilli() / FRAME_MILLIS % 100 + 1));
            answers.add(stream.append(frame, speaking.toEpochMilli()));
            speaking = speaking.plusMillis(FRAME_MILLIS);
        }
        return answers;
    }

    /** A pause: nothing is appended. */
    public void pause(Duration length) {
        speaking = speaking.plus(length);
    }

    /** Advances the clock, and lets the stream do what has become due. */
    public void pass(Duration time) {
        clock.pass(time);
        stream.tick();
    }

    /** Advances the clock until the condition holds, slowly enough for a busy machine to keep up. */
    public void passUntil(String what, BooleanSupplier condition) {
        passUntil(what, Duration.ofMillis(10), condition);
    }

    /** Advances the clock in such steps until the condition holds. */
    public void passUntil(String what, Duration step, BooleanSupplier condition) {
        RecordedRecognition.await(what, () -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            pass(step);
            return condition.getAsBoolean();
        });
    }

    @Override
    public void close() {
        stream.stop();
        executor.shutdownNow();
    }
}
