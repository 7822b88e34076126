package org.sessionroom.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.participant.ParticipantRole.THERAPIST;
import static org.sessionroom.transcript.SomeTalk.client;
import static org.sessionroom.transcript.SomeTalk.gap;
import static org.sessionroom.transcript.SomeTalk.therapist;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sessionroom.sentiment.SentimentArc.Point;
import org.sessionroom.transcript.SomeTalk;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;

class SentimentArcTest {

    private static final String LONG = "uma frase que tem ao todo oito palavras";

    private static final Sentiment PLEASANT = new Sentiment(1, 1, Tone.POSITIVE);
    private static final Sentiment UNPLEASANT = new Sentiment(-1, 1, Tone.NEGATIVE);

    private static List<Point> clients(Map<Utterance, Sentiment> read) {
        return arc(read).stretches().get(CLIENT).get(0).points();
    }

    private static SentimentArc arc(Map<Utterance, Sentiment> read) {
        return SentimentArc.of(Transcript.of(read.keySet()), read::get);
    }

    @Test
    void afterAHalfLifeWhatWasSaidWeighsHalf() {
        List<Point> points = clients(Map.of(client(0, 10, LONG), PLEASANT, client(95, 100, LONG), UNPLEASANT));
        assertEquals(1, points.get(0).valence(), 1e-9);
        assertEquals((0.5 - 1) / 1.5, points.get(1).valence(), 1e-9);
    }

    @Test
    void whatFollowsAtOnceWeighsTheSame() {
        List<Point> points = clients(Map.of(client(0, 10, LONG), PLEASANT, client(5, 10, LONG), UNPLEASANT));
        assertEquals(0, points.get(1).valence(), 1e-9);
    }

    @Test
    void aShortAnswerAndAnUnsureReadingMoveItLess() {
        double sure = moved(LONG, UNPLEASANT);
        assertTrue(moved("é", UNPLEASANT) > sure);
        assertTrue(moved(LONG, new Sentiment(-1, 0.3, Tone.UNCERTAIN)) > sure);
    }

    private static double moved(String text, Sentiment sentiment) {
        return clients(Map.of(client(0, 1, LONG), PLEASANT, client(2, 3, text), sentiment))
                .get(1)
                .valence();
    }

    @Test
    void whatCouldNotBeReadIsNoPoint() {
        assertEquals(
                List.of(),
                arc(Map.of(client("?"), Sentiment.UNREAD)).stretches().get(CLIENT));
    }

    @Test
    void whereNothingWasHeardTheArcBegins() {
        Transcript transcript = Transcript.of(
                List.of(client(0, 5, LONG), gap(CLIENT, 5, 9), client(9, 10, LONG), therapist(9, 11, LONG)));
        SentimentArc arc =
                SentimentArc.of(transcript, said -> said.to().equals(SomeTalk.at(5)) ? PLEASANT : UNPLEASANT);
        assertEquals(2, arc.stretches().get(CLIENT).size());
        assertEquals(-1, arc.stretches().get(CLIENT).get(1).points().get(0).valence(), 1e-9);
        assertEquals(1, arc.stretches().get(THERAPIST).size());
    }
}
