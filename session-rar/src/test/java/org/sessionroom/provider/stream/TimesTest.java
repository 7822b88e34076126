package org.sessionroom.provider.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The mapping from samples to the time at which they were spoken, and to the position in the sound that was sent. */
class TimesTest {

    private static final long BEGUN = 1_000_000;
    private static final int RATE = 16_000;

    private final SpokenTime spoken = new SpokenTime(RATE);
    private final SentSpeech sent = new SentSpeech();

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(BEGUN + millis);
    }

    @Test
    void samplesOfOneRunFollowEachOther() {
        spoken.append(0, BEGUN);
        spoken.append(RATE / 10, BEGUN + 100);
        assertEquals(at(50), spoken.at(800));
        assertEquals(at(150), spoken.at(2400));
    }

    @Test
    void captureThatIsALittleOffIsNoBreak() {
        spoken.append(0, BEGUN);
        spoken.append(1600, BEGUN + 100 + SpokenTime.TOLERANCE);
        assertEquals(at(100), spoken.at(1600));
    }

    @Test
    void aRunEndsBeforeTheSilenceAndTheNextBeginsAfterIt() {
        spoken.append(0, BEGUN);
        spoken.append(1600, BEGUN + 5000);
        assertEquals(at(100), spoken.until(1600));
        assertEquals(at(5000), spoken.at(1600));
    }

    @Test
    void aClockThatWasSetBackIsFollowed() {
        spoken.append(0, BEGUN);
        spoken.append(1600, BEGUN - 5000);
        assertEquals(at(-4900), spoken.until(3200));
    }

    @Test
    void whatIsForgottenIsNotNeededForWhatComes() {
        spoken.append(0, BEGUN);
        spoken.append(1600, BEGUN + 5000);
        spoken.forget(1600);
        assertEquals(at(5050), spoken.at(2400));
        assertEquals(at(100), spoken.until(1600));
    }

    @Test
    void aLineThatBeginsLaterCountsFromThere() {
        sent.beginAt(48_000);
        sent.sound(16_000);
        assertEquals(48_000, sent.place(0));
        assertEquals(56_000, sent.place(8_000));
    }

    @Test
    void silenceOfOursIsAtTheEndOfWhatWasSaidBefore() {
        sent.sound(16_000);
        sent.silence(8_000);
        sent.sound(16_000);
        assertEquals(15_999, sent.place(15_999));
        assertEquals(16_000, sent.place(20_000));
        assertEquals(16_000, sent.place(24_000));
        assertEquals(17_000, sent.place(25_000));
    }

    @Test
    void beforeAnythingWasSentThereIsTheBeginning() {
        assertEquals(0, sent.place(100));
    }
}
