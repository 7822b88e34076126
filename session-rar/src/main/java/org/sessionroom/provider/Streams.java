package org.sessionroom.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.api.TranscriptListener;
import org.sessionroom.provider.stream.LiveStream;
import org.sessionroom.provider.stream.StreamContext;

/** The open streams of an adapter. */
final class Streams {

    private static final System.Logger LOG = System.getLogger("org.sessionroom.provider");

    private static final Duration LATE = Duration.ofSeconds(30);

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile long tickedAt = System.nanoTime();

    /** @param over called at the end of the stream, with the reason if it was lost */
    LiveStream open(
            SpeechSpec spec, StreamContext context, TranscriptListener listener, Consumer<Optional<Reason>> over) {
        LiveStream[] opened = new LiveStream[1];
        LiveStream stream = new LiveStream(spec, context, listener, reason -> {
            open.remove(opened[0]);
            over.accept(reason);
        });
        opened[0] = stream;
        open.add(stream);
        stream.open();
        return stream;
    }

    /** Checks the deadlines of all streams, unless a check is running. A stream whose check throws is given up, and does not affect the others. */
    void tick() {
        if (ticking.compareAndSet(false, true)) {
            try {
                open.forEach(Streams::tick);
                tickedAt = System.nanoTime();
            } finally {
                ticking.set(false);
            }
        }
    }

    private static void tick(LiveStream stream) {
        try {
            stream.tick();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "stream {0}: given up, {1}",
                    stream.spec().streamId(),
                    e.getClass().getName());
            stream.stop();
        }
    }

    /** Whether a tick was completed within the last half minute. */
    boolean isTicking(long nanoTime) {
        return nanoTime - tickedAt < LATE.toNanos();
    }

    void stop() {
        open.forEach(LiveStream::stop);
    }
}
