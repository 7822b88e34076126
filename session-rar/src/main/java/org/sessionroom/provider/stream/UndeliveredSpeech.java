package org.sessionroom.provider.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.sessionroom.provider.api.SpeechSpec;

/**
 * The speech of a stream that was not delivered yet, and so may have to be sent again: its sound, the ends of its runs, and when it was
 * spoken. Positions are samples of the stream.
 */
final class UndeliveredSpeech {

    /** Samples in one message: a fifth of a second. */
    private static final int CHUNK = SpeechSpec.RATE / 5;

    private static final int BYTES = 2;
    private static final long MILLIS = 1000;

    private final Ring ring;
    private final SpokenTime spoken;
    private final TreeSet<Long> runEnds = new TreeSet<>();
    private long delivered;

    /** @param kept the length of the sound that is buffered; beyond it the oldest is dropped */
    UndeliveredSpeech(Duration kept, SpokenTime spoken) {
        ring = new Ring(kept.toMillis() * SpeechSpec.RATE / MILLIS);
        this.spoken = spoken;
    }

    void append(byte[] pcm, long atMillis) {
        spoken.append(ring.end(), atMillis);
        ring.append(pcm);
    }

    /** A run of speech ends here. */
    void endRun() {
        if (!isEmpty()) {
            runEnds.add(ring.end());
        }
    }

    /** Sends as much as a conversation takes, from its cursor on, with the ends of the runs. */
    void sendTo(Epoch epoch, Instant now) {
        boolean more = true;
        while (more && epoch.isFree()) {
            Optional<Long> runEnd = Optional.ofNullable(runEnds.higher(epoch.committedTo()));
            long until = runEnd.orElse(end());
            if (epoch.cursor() < until) {
                epoch.send(ring.read(epoch.cursor(), Math.min(until, epoch.cursor() + CHUNK)), now);
            } else if (runEnd.isPresent()) {
                epoch.commit(now);
            } else {
                more = false;
            }
        }
    }

    /** Whether everything was sent in a conversation, and the last run of speech was committed. */
    boolean isSentTo(Epoch epoch) {
        return epoch.cursor() == end() && epoch.committedTo() == end();
    }

    /** The position of the next sample. */
    long end() {
        return ring.end();
    }

    /** The position of the oldest buffered sample. */
    long oldest() {
        return ring.start();
    }

    /** Everything before this position was delivered, or reported as a gap. */
    long delivered() {
        return delivered;
    }

    boolean isEmpty() {
        return ring.end() == delivered;
    }

    /** Whether appending a frame would drop sound after a position. */
    boolean wouldDrop(long place, byte[] pcm) {
        return ring.startAfter(pcm.length / BYTES) > place;
    }

    /** Everything before a position was delivered, or reported as a gap. */
    void deliveredUpTo(long place) {
        if (place > delivered) {
            delivered = Math.min(place, ring.end());
            ring.forget(delivered);
            spoken.forget(delivered);
            runEnds.headSet(delivered, true).clear();
        }
    }
}
