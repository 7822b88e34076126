package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.api.TranscriptListener;

/**
 * One stream, for its owner, its conversations and the timer, which call it from any thread: a lock and a clock around the
 * {@link StreamStateMachine}. Nothing here blocks: conversations send and the listener delivers asynchronously.
 */
public final class LiveStream implements SpeechConnection {

    private static final int BYTES = 2;

    private final SpeechSpec spec;
    private final StreamContext context;
    private final StreamStateMachine machine;

    /** @param over called at the end of the stream, with the reason if it was lost */
    public LiveStream(
            SpeechSpec spec, StreamContext context, TranscriptListener listener, Consumer<Optional<Reason>> over) {
        this.spec = spec;
        this.context = context;
        SpokenTime spoken = new SpokenTime(SpeechSpec.RATE);
        machine = new StreamStateMachine(
                context.limits(),
                new Conversations(epoch -> context.opener().open(spec.language(), new EventsOf(epoch))),
                new Reconnection(context.limits().giveUp(), new Backoff(context.random()), context.health()),
                new UndeliveredSpeech(context.limits().kept(), spoken),
                new ListenerNotifier(spec, context, spoken, listener),
                over,
                now());
    }

    /** Opens the first conversation. */
    public synchronized void open() {
        machine.open(now());
    }

    public SpeechSpec spec() {
        return spec;
    }

    @Override
    public synchronized Appended append(byte[] pcm16le, long atMillis) {
        if (pcm16le.length == 0 || pcm16le.length % BYTES != 0 || pcm16le.length > MOST_BYTES) {
            throw new IllegalArgumentException("a frame of " + pcm16le.length + " bytes");
        }
        return machine.append(pcm16le, atMillis, now());
    }

    @Override
    public synchronized void commit() {
        machine.commit(now());
    }

    @Override
    public synchronized void close() {
        machine.close(now());
    }

    @Override
    public synchronized void abandon() {
        machine.end(Optional.empty());
    }

    /** Ends the stream at once, without waiting for results: the adapter stops. */
    public synchronized void stop() {
        machine.end(Optional.of(Reason.DROPPED));
    }

    /** Checks the deadlines; must be called some times a second. */
    public synchronized void tick() {
        machine.tick(now());
    }

    private Instant now() {
        return context.elapsed().instant();
    }

    @Override
    public String toString() {
        return "LiveStream[" + spec.streamId() + "]";
    }

    /** The events of a conversation, passed on by its number. */
    private final class EventsOf implements ProviderConversation.Events {

        private final int epoch;

        EventsOf(int epoch) {
            this.epoch = epoch;
        }

        @Override
        public void opened() {
            synchronized (LiveStream.this) {
                machine.connected(epoch, now());
            }
        }

        @Override
        public void free() {
            synchronized (LiveStream.this) {
                machine.free(epoch, now());
            }
        }

        @Override
        public void recognised(RecognitionEvent event) {
            synchronized (LiveStream.this) {
                machine.recognised(epoch, event, now());
            }
        }

        @Override
        public void failed(Reason reason) {
            synchronized (LiveStream.this) {
                machine.failed(epoch, reason, now());
            }
        }

        @Override
        public void bytes(long sent, long received) {
            context.meter().get().bytes(sent, received);
        }
    }
}
