package org.sessionroom.speech;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.sessionroom.speech.Answer.Finish;
import org.sessionroom.speech.Answer.Refusal;
import org.sessionroom.speech.Answer.Refuse;
import org.sessionroom.speech.Answer.Say;
import org.sessionroom.speech.Answer.Silence;

/**
 * One client's socket. The next message is demanded when the answer to the last one is sent, so at most
 * one waits here. A client that is faster than its recogniser, or does not read, is slowed down by TCP; nothing is dropped.
 *
 * <p>Must be public: the WebSocket library calls its methods.
 */
public final class Stream implements Session.Listener {
    private static final Duration TO_CLOSE = Duration.ofSeconds(10);

    private final Dialogue dialogue;
    private final Executor workers;
    private final Semaphore permits;
    private volatile boolean permitted;
    private volatile Session session;

    /** @param permits one for each stream that may be open */
    Stream(Dialogue dialogue, Executor workers, Semaphore permits) {
        this.dialogue = dialogue;
        this.workers = workers;
        this.permits = permits;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        permitted = permits.tryAcquire();
        if (permitted) {
            session.demand();
        } else {
            close(Refusal.NO_FREE_STREAM);
        }
    }

    @Override
    public void onWebSocketText(String text) {
        workers.execute(() -> answer(() -> dialogue.text(text)));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer sound, Callback taken) {
        byte[] samples = new byte[sound.remaining()];
        sound.get(samples);
        taken.succeed();
        workers.execute(() -> answer(() -> dialogue.sound(samples)));
    }

    private void answer(Supplier<Answer> work) {
        Answer answer = work.get();
        if (answer instanceof Silence) {
            session.demand();
        } else if (answer instanceof Say say) {
            session.sendText(say.json(), Callback.from(session::demand, this::gone));
        } else if (answer instanceof Finish finish) {
            session.sendText(finish.json(), Callback.from(this::done, this::gone));
        } else if (answer instanceof Refuse refuse) {
            close(refuse.why());
        }
    }

    private void done() {
        close(StatusCode.NORMAL, null);
    }

    private void close(Refusal why) {
        close(why.code(), why.reason());
    }

    /** Continues reading, otherwise the client's close frame would not be noticed; a client that does not close soon is disconnected. */
    private void close(int code, String reason) {
        session.setIdleTimeout(TO_CLOSE);
        session.close(code, reason, Callback.from(session::demand, this::gone));
    }

    private void gone(Throwable reason) {
        session.disconnect();
    }

    /** Waits, on a worker's thread, for the worker that may be recognising. */
    @Override
    public void onWebSocketClose(int code, String reason, Callback noted) {
        noted.succeed();
        if (permitted) {
            workers.execute(() -> {
                dialogue.close();
                permits.release();
            });
        }
    }
}
