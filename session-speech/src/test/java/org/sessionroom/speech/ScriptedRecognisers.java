package org.sessionroom.speech;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Recognisers that count samples. A piece that begins with byte 1 ends an utterance, 2 makes recognition fail, and
 * 3 blocks until {@link #released}.
 */
final class ScriptedRecognisers implements RecogniserFactory {
    static final byte ENDS = 1;
    static final byte FAILS = 2;
    static final byte WAITS = 3;

    final List<ScriptedRecogniser> opened = new CopyOnWriteArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public Recogniser open(int sampleRate) {
        var recogniser = new ScriptedRecogniser(sampleRate);
        opened.add(recogniser);
        return recogniser;
    }

    long open() {
        return opened.stream().filter(recogniser -> !recogniser.closed.get()).count();
    }

    final class ScriptedRecogniser implements Recogniser {
        final int sampleRate;
        final AtomicInteger pieces = new AtomicInteger();
        final AtomicBoolean closed = new AtomicBoolean();
        final AtomicBoolean closedInUse = new AtomicBoolean();
        private volatile boolean inUse;
        private int samples;

        private ScriptedRecogniser(int sampleRate) {
            this.sampleRate = sampleRate;
        }

        @Override
        public Optional<String> accept(byte[] sound) {
            pieces.incrementAndGet();
            samples += sound.length / 2;
            switch (sound.length == 0 ? 0 : sound[0]) {
                case FAILS -> throw new IllegalStateException("segredo");
                case WAITS -> await();
                default -> {}
            }
            return sound.length > 0 && sound[0] == ENDS ? Optional.of(text()) : Optional.empty();
        }

        private void await() {
            inUse = true;
            waiting.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                inUse = false;
            }
        }

        private String text() {
            return "{\"text\":\"" + samples + " à " + sampleRate + "\"}";
        }

        @Override
        public String partial() {
            return "{\"partial\":\"" + samples + "\"}";
        }

        @Override
        public String end() {
            return text();
        }

        @Override
        public void close() {
            closedInUse.compareAndSet(false, inUse);
            if (!closed.compareAndSet(false, true)) {
                throw new IllegalStateException("freed twice");
            }
        }
    }
}
