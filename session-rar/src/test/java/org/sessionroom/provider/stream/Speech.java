package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.provider.HandClock;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechResult.LostSpeech;
import org.sessionroom.provider.api.SpeechSpec;

/** A stream to a {@link FakeProvider}; speaking and waiting advance the clock only where it is said. */
final class Speech {

    static final int FRAME_MILLIS = 100;
    static final int FRAME_BYTES = FRAME_MILLIS * SpeechSpec.RATE / 1000 * 2;

    final FakeProvider provider = new FakeProvider();
    final HandClock clock = new HandClock();
    final RecordedRecognition recorded = new RecordedRecognition();
    final Health health = new Health(clock, clock, true);
    final List<Optional<Reason>> ends = new ArrayList<>();
    final List<Reason> reconnections = new ArrayList<>();
    final UUID id = UUID.randomUUID();
    final LiveStream stream;
    private int spoken;
    private Instant speaking = HandClock.START;

    Speech() {
        ProviderMeter meter = new ProviderMeter() {
            @Override
            public void reconnecting(Reason reason) {
                reconnections.add(reason);
            }
        };
        StreamContext context =
                new StreamContext(StreamLimits.USUAL, clock, clock, new Random(7), provider, health, () -> meter);
        stream = new LiveStream(new SpeechSpec(id, "pt-BR", SpeechSpec.RATE), context, recorded, ends::add);
    }

    /** Opens the stream; its first conversation accepts sound. */
    Speech listening() {
        stream.open();
        provider.conversation(1).listens();
        return this;
    }

    /** Appends tenths of a second, numbered from 1 (after 100 from 1 again), each spoken after the one before. */
    Set<Appended> say(int tenths) {
        Set<Appended> answers = new HashSet<>();
        for (int i = 0; i < tenths; i++) {
            byte[] frame = new byte[FRAME_BYTES];
            Arrays.fill(frame, (byte) (spoken++ % 100 + 1));
            answers.add(stream.append(frame, speaking.toEpochMilli()));
            speaking = speaking.plusMillis(FRAME_MILLIS);
        }
        return answers;
    }

    /** Silence, of which nothing is appended. */
    void pause(Duration length) {
        speaking = speaking.plus(length);
    }

    void pass(Duration time) {
        clock.pass(time);
        stream.tick();
    }

    /** Lets time pass in steps in which the owner of the stream gives signs of life. */
    void passSpeaking(Duration step, int times) {
        for (int i = 0; i < times; i++) {
            clock.pass(step);
            stream.commit();
            stream.tick();
        }
    }

    static Instant at(long millis) {
        return HandClock.START.plusMillis(millis);
    }

    LostSpeech gap(long from, long to, Reason reason) {
        return new LostSpeech(id, at(from), at(to), reason);
    }

    /** The stream has ended once, for this reason, and accepts nothing more. */
    void assertEnded(Optional<Reason> reason) {
        assertEquals(List.of(reason), ends);
        assertEquals(Set.of(Appended.LOST), say(1));
    }
}
