package org.sessionroom.analyst;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sessionroom.constellation.ConstellationChange.FigureEdited;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.insight.Citation;
import org.sessionroom.measures.FieldStep;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.measures.Silence;
import org.sessionroom.measures.TalkMeasures;
import org.sessionroom.measures.Turn;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentArc;
import org.sessionroom.sentiment.SentimentArc.Point;
import org.sessionroom.sentiment.SentimentArc.Stretch;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;
import org.sessionroom.transcript.Words;

/** Finds notable moments: turns of the tone, long silences, bursts of changes, mentions of figures. */
final class Moments {

    /** Maximum of each kind; the strongest are kept. */
    static final int MOST = 5;

    /** Minimum difference between a confident reading and the mean before it, on a scale of two. */
    private static final double TURN = 0.9;

    private static final double SURE = 0.7;
    private static final Duration LONG_SILENCE = Duration.ofSeconds(10);
    private static final int BURST = 5;
    private static final Duration BURST_WITHIN = Duration.ofSeconds(30);
    private static final Duration NEAR = Duration.ofSeconds(60);

    private final Transcript transcript;
    private final ListeningTime listening;
    private final List<Utterance> utterances;
    private final List<FieldStep> steps;

    Moments(Transcript transcript, ListeningTime listening, List<FieldStep> steps) {
        this.transcript = transcript;
        this.listening = listening;
        this.utterances = transcript.utterances();
        this.steps = steps;
    }

    List<Moment> all(SentimentArc arc, Map<UtteranceId, Sentiment> readings) {
        return Stream.of(turns(arc, readings), silences(), bursts(), namings())
                .flatMap(List::stream)
                .toList();
    }

    private record Turn(double size, Moment moment) {}

    private List<Moment> turns(SentimentArc arc, Map<UtteranceId, Sentiment> readings) {
        List<Turn> turns = new ArrayList<>();
        new EnumMap<>(arc.stretches()).forEach((speaker, stretches) -> {
            for (Stretch stretch : stretches) {
                for (int i = 1; i < stretch.points().size(); i++) {
                    Point before = stretch.points().get(i - 1);
                    Point now = stretch.points().get(i);
                    Sentiment reading = readings.get(now.utterance());
                    double size = reading.valence() - before.valence();
                    if (reading.confidence() >= SURE && Math.abs(size) >= TURN) {
                        List<Citation> citations = cited(before.utterance(), now.utterance());
                        turns.add(new Turn(Math.abs(size), new Moment.Turned(speaker, size > 0, citations)));
                    }
                }
            }
        });
        return turns.stream()
                .sorted(Comparator.comparingDouble(Turn::size).reversed())
                .limit(MOST)
                .map(Turn::moment)
                .toList();
    }

    private List<Citation> cited(UtteranceId... ids) {
        return Stream.of(ids)
                .<Citation>map(id -> new Citation.OfUtterance(id, Optional.empty()))
                .toList();
    }

    private List<Moment> silences() {
        if (utterances.isEmpty()) {
            return List.of();
        }
        Instant from = utterances.get(0).from();
        Instant to =
                utterances.stream().map(Utterance::to).max(Instant::compareTo).orElse(from);
        return TalkMeasures.of(transcript, listening, from, to).silences().stream()
                .filter(silence -> silence.length().compareTo(LONG_SILENCE) >= 0)
                .sorted(Comparator.comparing(Silence::length).reversed())
                .limit(MOST)
                .<Moment>map(silence -> new Moment.FellSilent(silence.length(), around(silence)))
                .filter(moment -> !moment.citations().isEmpty())
                .toList();
    }

    private List<Citation> around(Silence silence) {
        return utterances.stream()
                .filter(said -> said.to().equals(silence.from()) || said.from().equals(silence.to()))
                .map(Citation::of)
                .toList();
    }

    private List<Moment> bursts() {
        List<Moment> bursts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < steps.size(); i++) {
            boolean goesOn = i + 1 < steps.size()
                    && Duration.between(steps.get(first).at(), steps.get(i + 1).at())
                                    .compareTo(BURST_WITHIN)
                            <= 0;
            if (!goesOn) {
                if (i - first + 1 >= BURST) {
                    bursts.add(burst(steps.subList(first, i + 1)));
                }
                first = i + 1;
            }
        }
        return bursts.stream()
                .sorted(Comparator.comparingInt((Moment burst) -> ((Moment.FieldMoved) burst).changes())
                        .reversed())
                .limit(MOST)
                .toList();
    }

    private Moment burst(List<FieldStep> burst) {
        Instant from = burst.get(0).at();
        Instant to = burst.get(burst.size() - 1).at();
        Stream<Citation> changes =
                Stream.of(burst.get(0), burst.get(burst.size() - 1)).map(step -> new Citation.OfChange(step.seq()));
        Stream<Citation> said = utterances.stream()
                .filter(line -> line.to().isAfter(from) && line.from().isBefore(to))
                .limit(MOST)
                .map(Citation::of);
        return new Moment.FieldMoved(burst.size(), Stream.concat(changes, said).toList());
    }

    private List<Moment> namings() {
        List<Moment> namings = new ArrayList<>();
        Set<String> named = new HashSet<>();
        labels().forEach((figure, label) -> {
            Optional<Utterance> first =
                    utterances.stream().filter(speaksOf(label)).findFirst();
            first.flatMap(said -> moved(figure, said)
                            .map(step -> List.of(Citation.of(said), new Citation.OfChange(step.seq()))))
                    .filter(citations -> named.add(Words.fold(label)))
                    .ifPresent(citations -> namings.add(new Moment.FigureNamed(label, citations)));
        });
        return namings.stream().limit(MOST).toList();
    }

    /** The last label of each figure, in the order in which they were placed. */
    private Map<FigureId, String> labels() {
        Map<FigureId, String> labels = new LinkedHashMap<>();
        for (FieldStep step : steps) {
            if (step.change() instanceof FigurePlaced placed) {
                labels.put(placed.figureId(), placed.figure().label());
            } else if (step.change() instanceof FigureEdited edited) {
                labels.put(edited.figureId(), edited.label());
            }
        }
        labels.values().removeIf(label -> Words.in(label).isEmpty());
        return labels;
    }

    private static Predicate<Utterance> speaksOf(String label) {
        List<String> wanted = folded(label);
        return said -> Collections.indexOfSubList(folded(said.text()), wanted) >= 0;
    }

    private static List<String> folded(String text) {
        return Words.in(text).stream().map(Words.Word::folded).toList();
    }

    private Optional<FieldStep> moved(FigureId figure, Utterance said) {
        return steps.stream()
                .filter(step -> step.change().figureId().equals(figure))
                .filter(step -> !step.at().isBefore(said.from().minus(NEAR))
                        && !step.at().isAfter(said.to().plus(NEAR)))
                .findFirst();
    }
}
