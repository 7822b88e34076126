package org.sessionroom.tests.driver;

import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;

/**
 * A speech server on a real socket that speaks Vosk's protocol and recognises two {@link Voice}s. It answers each piece of sound,
 * and ends an utterance after a second of silence or at the end of the stream.
 */
public final class Recogniser implements AutoCloseable {

    private static final int RATE = 16_000;
    private static final double SILENT = 300;

    private final ScriptedProvider server = ScriptedProvider.playing(this::serve);
    private final Set<Peer> streams = ConcurrentHashMap.newKeySet();
    private final AtomicLong heard = new AtomicLong();
    private volatile boolean away;
    private volatile Optional<String> made = Optional.empty();
    private final AtomicInteger written = new AtomicInteger();
    private volatile CountDownLatch word = new CountDownLatch(0);
    private volatile long lastClosed;

    /** The settings with which a room uses this server. */
    public Map<String, String> environment() {
        return Map.of(
                "SESSION_SPEECH_DIALECT",
                "vosk",
                "SESSION_SPEECH_URL",
                server.socketAddress("/").toString());
    }

    /** The number of open microphone streams. */
    public int streams() {
        return streams.size();
    }

    /** Total bytes of sound received. */
    public long heard() {
        return heard.get();
    }

    /** When the last stream ended, by {@link System#nanoTime()}. */
    public long lastClosed() {
        return lastClosed;
    }

    /** Closes all streams and rejects new ones until it is back. */
    public void goesAway() {
        away = true;
        streams.forEach(peer -> {
            try {
                peer.close();
            } catch (IOException gone) {
                throw new IllegalStateException(gone);
            }
        });
    }

    /** From now on it recognises, but sends no results until it is released. */
    public void holdsItsTongue() {
        word = new CountDownLatch(1);
    }

    /** From now on it answers any sound with these words, as recognisers do for silence and noise. */
    public void makesUp(String words) {
        made = Optional.of(words);
    }

    /** Number of final texts sent. */
    public int written() {
        return written.get();
    }

    /** From now on it recognises the sound again. */
    public void listensAgain() {
        made = Optional.empty();
    }

    public void speaks() {
        word.countDown();
    }

    public void comesBack() {
        away = false;
    }

    private void serve(Peer peer) throws IOException {
        if (away) {
            return;
        }
        peer.accept();
        streams.add(peer);
        try {
            peer.text();
            listen(peer);
        } catch (EOFException hungUp) {
            // The normal end of a stream.
        } finally {
            streams.remove(peer);
            lastClosed = System.nanoTime();
        }
    }

    private void listen(Peer peer) throws IOException {
        var utterance = new ByteArrayOutputStream();
        int quiet = 0;
        while (true) {
            Peer.Message message = peer.next();
            switch (message.kind()) {
                case BINARY -> {
                    byte[] sound = message.bytes();
                    heard.addAndGet(sound.length);
                    quiet = isSilent(sound) ? quiet + sound.length : 0;
                    if (quiet == 0) {
                        utterance.write(sound);
                    }
                    boolean over = utterance.size() > 0 && quiet >= 2 * RATE;
                    if (over) {
                        awaitWord();
                    }
                    peer.send(over ? text(utterance) : partial(utterance));
                    if (over) {
                        utterance.reset();
                        written.incrementAndGet();
                    }
                }
                case TEXT -> {
                    awaitWord();
                    peer.send(text(utterance));
                    return;
                }
                case CLOSE -> {
                    return;
                }
            }
        }
    }

    private void awaitWord() {
        try {
            word.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String partial(ByteArrayOutputStream utterance) {
        return Json.createObjectBuilder()
                .add("partial", words(utterance))
                .build()
                .toString();
    }

    private String text(ByteArrayOutputStream utterance) {
        return Json.createObjectBuilder().add("text", words(utterance)).build().toString();
    }

    private String words(ByteArrayOutputStream utterance) {
        if (utterance.size() == 0) {
            return "";
        }
        return made.orElseGet(() -> Voice.of(utterance.toByteArray(), RATE).words());
    }

    private static boolean isSilent(byte[] sound) {
        ByteBuffer samples = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        double energy = 0;
        while (samples.remaining() >= 2) {
            double sample = samples.getShort();
            energy += sample * sample;
        }
        return Math.sqrt(energy / (sound.length / 2.0)) < SILENT;
    }

    @Override
    public void close() {
        server.close();
    }
}
