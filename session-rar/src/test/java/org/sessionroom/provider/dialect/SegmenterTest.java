package org.sessionroom.provider.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sessionroom.provider.dialect.Segmenter.Segment;

class SegmenterTest {

    private static final int LOUD = 3000;
    private static final int NOISE = 60;
    private static final int MILLI = 16;

    private final Random random = new Random(3);
    private final Segmenter segmenter = new Segmenter();
    private final List<Segment> segments = new ArrayList<>();

    private void hear(int millis, int amplitude) {
        ByteBuffer pcm = ByteBuffer.allocate(millis * MILLI * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (pcm.hasRemaining()) {
            pcm.putShort((short) (random.nextGaussian() * amplitude));
        }
        segments.addAll(segmenter.sound(pcm.array()));
    }

    @Test
    void anUtteranceEndsWithQuiet() {
        hear(500, NOISE);
        hear(1000, LOUD);
        hear(1000, NOISE);
        assertEquals(1, segments.size());
        Segment heard = segments.get(0);
        assertEquals(300 * MILLI, heard.from());
        assertEquals(2100 * MILLI, heard.to());
        assertEquals((heard.to() - heard.from()) * 2, heard.pcm().length);
    }

    @Test
    void aShortPauseDoesNotCutASentence() {
        hear(1000, LOUD);
        hear(400, NOISE);
        hear(1000, LOUD);
        assertTrue(segments.isEmpty());
        Segment heard = segmenter.commit().orElseThrow();
        assertEquals(0, heard.from());
        assertEquals(2400 * MILLI, heard.to());
    }

    @Test
    void aSoftVoiceIsHeardFromItsFirstWord() {
        hear(1000, 200);
        assertEquals(0, segmenter.commit().orElseThrow().from());
    }

    @Test
    void quietAndClicksAreNoUtterance() {
        hear(2000, NOISE);
        hear(40, LOUD);
        hear(1000, NOISE);
        assertEquals(Optional.empty(), segmenter.commit());
        assertEquals(List.of(), segments);
    }

    @Test
    void aLoudRoomIsNotSpokenToForEver() {
        hear(10_000, 400);
        segments.clear();
        hear(5000, 400);
        assertEquals(List.of(), segments);
    }

    @Test
    void whoNeverPausesIsCutAfterTwentySeconds() {
        hear(41_000, LOUD);
        assertEquals(2, segments.size());
        assertEquals(20_000 * MILLI, segments.get(0).to());
        assertEquals(20_000 * MILLI, segments.get(1).from());
        assertEquals(40_000 * MILLI, segments.get(1).to());
    }

    @Test
    void piecesOfAnyLengthCountToTheSample() {
        for (int i = 0; i < 100; i++) {
            hear(7, LOUD);
        }
        Segment heard = segmenter.commit().orElseThrow();
        assertEquals(700 * MILLI, heard.to());
        assertEquals(700 * MILLI * 2, heard.pcm().length);
    }
}
