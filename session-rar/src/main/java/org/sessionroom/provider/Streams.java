package org.sessionroom.provider;

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

/** The streams of an adapter that are not over. */
final class Streams {

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();

    /** @param over is told the end, with the reason if the stream was lost */
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

    /** Lets time pass for all, unless it is passing already. */
    void tick() {
        if (ticking.compareAndSet(false, true)) {
            try {
                open.forEach(LiveStream::tick);
            } finally {
                ticking.set(false);
            }
        }
    }

    void stop() {
        open.forEach(LiveStream::stop);
    }
}
