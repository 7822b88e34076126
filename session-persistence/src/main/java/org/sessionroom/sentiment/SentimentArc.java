package org.sessionroom.sentiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.TranscriptEntry;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;
import org.sessionroom.transcript.Words;

/**
 * The tone of each person's words over time: a decaying mean, in which a confident reading of a long sentence weighs more than
 * a guess at a short one. Where a person was not recognised their arc ends and another begins; the gap is not bridged.
 *
 * @param stretches for each role, in order; empty for a person without any readable utterance
 */
public record SentimentArc(Map<ParticipantRole, List<Stretch>> stretches) {

    /** Time after which an utterance weighs half as much. */
    public static final Duration HALF_LIFE = Duration.ofSeconds(90);

    /** Number of words at which a sentence has half of the maximum weight. */
    private static final double SHORT = 4;

    /** An arc without a break. */
    public record Stretch(List<Point> points) {}

    /**
     * The mean at one utterance's end.
     *
     * @param valence from -1 to 1
     * @param weight how much evidence supports it, from 0; one confident and long sentence alone gives nearly 1
     */
    public record Point(UtteranceId utterance, Instant at, double valence, double weight) {}

    public static SentimentArc of(Transcript transcript, Function<Utterance, Sentiment> reading) {
        Map<ParticipantRole, Drawing> drawings = new EnumMap<>(ParticipantRole.class);
        for (ParticipantRole role : ParticipantRole.values()) {
            drawings.put(role, new Drawing());
        }
        for (TranscriptEntry entry : transcript.entries()) {
            Drawing drawing = drawings.get(entry.speaker());
            if (entry instanceof Utterance utterance) {
                drawing.add(utterance, reading.apply(utterance));
            } else {
                drawing.breakOff();
            }
        }
        Map<ParticipantRole, List<Stretch>> stretches = new EnumMap<>(ParticipantRole.class);
        drawings.forEach((role, drawing) -> stretches.put(role, drawing.finished()));
        return new SentimentArc(Map.copyOf(stretches));
    }

    private static final class Drawing {

        private final List<Stretch> done = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private double sum;
        private double weight;

        void add(Utterance utterance, Sentiment sentiment) {
            if (sentiment.confidence() == 0) {
                return;
            }
            int words = Words.in(utterance.text()).size();
            double own = sentiment.confidence() * words / (words + SHORT);
            double kept = points.isEmpty()
                    ? 0
                    : keptSince(points.get(points.size() - 1).at(), utterance.to());
            sum = sum * kept + sentiment.valence() * own;
            weight = weight * kept + own;
            points.add(new Point(utterance.id(), utterance.to(), sum / weight, weight));
        }

        private static double keptSince(Instant last, Instant now) {
            double passed = Math.max(0, Duration.between(last, now).toMillis());
            return StrictMath.pow(0.5, passed / HALF_LIFE.toMillis());
        }

        void breakOff() {
            if (!points.isEmpty()) {
                done.add(new Stretch(List.copyOf(points)));
            }
            points.clear();
            sum = 0;
            weight = 0;
        }

        List<Stretch> finished() {
            breakOff();
            return List.copyOf(done);
        }
    }
}
