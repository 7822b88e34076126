package org.sessionroom.analyst;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sessionroom.Ids;
import org.sessionroom.insight.Citation;
import org.sessionroom.insight.Insight;
import org.sessionroom.insight.InsightId;
import org.sessionroom.insight.InsightKind;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.insight.NoteSection;
import org.sessionroom.measures.FieldStep;
import org.sessionroom.measures.ListeningTime;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentArc;
import org.sessionroom.sentiment.SentimentArc.Point;
import org.sessionroom.sentiment.SentimentModel;
import org.sessionroom.transcript.Transcript;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;
import org.sessionroom.transcript.Words;

/**
 * Analyses a session without any provider: it finds and quotes, and writes no sentences of its own except those
 * of the bundles. The same session gives the same analysis. Thread-safe.
 */
public final class LocalAnalyst {

    /** Below this difference an arc is described as level; valences are between -1 and 1. */
    private static final double LEVEL = 0.3;

    private static final int EXTRACTS = 6;
    private static final int SHORTEST_EXTRACT = 4;

    private final SpokenTerms terms = new SpokenTerms();
    private final SentimentModel sentiment;
    private final Ids ids;

    public LocalAnalyst(SentimentModel sentiment, Ids ids) {
        this.sentiment = sentiment;
        this.ids = ids;
    }

    /**
     * @param listening when transcription was possible
     * @param wording of the analyst's own sentences; quotations stay unchanged
     */
    public LocalAnalysis analyse(
            Transcript transcript, ListeningTime listening, List<FieldStep> steps, Wording wording) {
        List<Utterance> utterances = transcript.utterances();
        Map<UtteranceId, Sentiment> readings = new LinkedHashMap<>();
        utterances.forEach(said -> readings.put(said.id(), sentiment.read(said)));
        SentimentArc arc = SentimentArc.of(transcript, said -> readings.get(said.id()));
        List<Insight> insights = new ArrayList<>();
        Themes.of(utterances, terms)
                .forEach(theme -> insights.add(insight(
                        InsightKind.THEME,
                        String.join(", ", theme.words()),
                        theme.lines().stream().map(Citation::of).toList())));
        arcs(arc, wording).forEach(insights::add);
        new Moments(transcript, listening, steps)
                .all(arc, readings)
                .forEach(
                        moment -> insights.add(insight(InsightKind.MOMENT, text(moment, wording), moment.citations())));
        extracts(InsightKind.INTERVENTION, questions(utterances)).forEach(insights::add);
        extracts(InsightKind.FOLLOW_UP, FollowUps.of(utterances)).forEach(insights::add);
        return new LocalAnalysis(List.copyOf(insights), arc, Map.copyOf(readings));
    }

    /** An outline of the notes: extracts under their headings, and nothing where there is no extract. */
    public NoteDraft draft(Transcript transcript, LocalAnalysis analysis, NoteForm form) {
        return new NoteDraft(
                form,
                form.sections().stream()
                        .map(section -> new NoteDraft.Section(
                                section,
                                evidence(section, transcript, analysis)
                                        .map(found -> new Insight(
                                                new InsightId(ids.next()),
                                                InsightKind.NOTE_SECTION,
                                                Optional.of(section),
                                                found.text(),
                                                found.citations()))
                                        .toList()))
                        .toList());
    }

    private Stream<Insight> evidence(NoteSection section, Transcript transcript, LocalAnalysis analysis) {
        return switch (section) {
            case SUBJECTIVE, DATA, CONCERN, BEHAVIOUR -> telling(transcript, analysis);
            case OBJECTIVE, RESPONSE ->
                analysis.of(InsightKind.MOMENT).stream().filter(found -> !restsOnTheField(found));
            case FIELD, MOVEMENT -> analysis.of(InsightKind.MOMENT).stream().filter(LocalAnalyst::restsOnTheField);
            case INTERVENTION -> analysis.of(InsightKind.INTERVENTION).stream();
            case PLAN, CLOSING -> analysis.of(InsightKind.FOLLOW_UP).stream();
            // An assessment is left to the therapist; extracts cannot replace it.
            case ASSESSMENT -> Stream.empty();
        };
    }

    private static boolean restsOnTheField(Insight found) {
        return found.citations().stream().anyMatch(Citation.OfChange.class::isInstance);
    }

    /** The lines of the client with the clearest tone, in their order. */
    private Stream<Insight> telling(Transcript transcript, LocalAnalysis analysis) {
        List<Utterance> clients = transcript.utterances().stream()
                .filter(said -> said.speaker() == ParticipantRole.CLIENT)
                .filter(said -> Words.in(said.text()).size() >= SHORTEST_EXTRACT)
                .toList();
        List<Utterance> clearest = clients.stream()
                .sorted(Comparator.comparingDouble((Utterance said) ->
                                Math.abs(analysis.readings().get(said.id()).valence()))
                        .reversed())
                .limit(EXTRACTS)
                .toList();
        return clients.stream().filter(clearest::contains).map(said -> extract(InsightKind.MOMENT, said));
    }

    private static List<Utterance> questions(List<Utterance> utterances) {
        return utterances.stream()
                .filter(said -> said.speaker() == ParticipantRole.THERAPIST)
                .filter(said ->
                        FollowUps.isQuestion(said) && Words.in(said.text()).size() >= SHORTEST_EXTRACT)
                .limit(EXTRACTS)
                .toList();
    }

    /** An arc with gaps is shown but not summarised, because nothing is known about the gaps. */
    private Stream<Insight> arcs(SentimentArc arc, Wording wording) {
        return Stream.of(ParticipantRole.values())
                .filter(role -> arc.stretches().get(role).size() == 1)
                .filter(role -> arc.stretches().get(role).get(0).points().size() > 1)
                .map(role -> arc(role, arc.stretches().get(role).get(0).points(), wording));
    }

    private Insight arc(ParticipantRole role, List<Point> points, Wording wording) {
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        double rise = last.valence() - first.valence();
        String way = Math.abs(rise) < LEVEL ? "level" : rise > 0 ? "rose" : "fell";
        List<Citation> citations = Stream.of(first, last)
                .<Citation>map(point -> new Citation.OfUtterance(point.utterance(), Optional.empty()))
                .toList();
        return insight(InsightKind.ARC, wording.text("analysis.arc." + way + "." + role.name()), citations);
    }

    private static String text(Moment moment, Wording wording) {
        if (moment instanceof Moment.Turned turned) {
            String way = turned.brighter() ? "brighter" : "darker";
            return wording.text("analysis.turn." + way + "." + turned.speaker().name());
        }
        if (moment instanceof Moment.FellSilent silent) {
            Duration length = silent.length();
            return wording.text("analysis.silence", length.toSeconds());
        }
        if (moment instanceof Moment.FieldMoved moved) {
            return wording.text("analysis.fieldMoved", moved.changes());
        }
        return wording.text("analysis.figureNamed", ((Moment.FigureNamed) moment).label());
    }

    private Stream<Insight> extracts(InsightKind kind, List<Utterance> lines) {
        return lines.stream().map(said -> extract(kind, said));
    }

    private Insight extract(InsightKind kind, Utterance said) {
        return insight(kind, Insight.shortened(said.text()), List.of(Citation.of(said)));
    }

    private Insight insight(InsightKind kind, String text, List<Citation> citations) {
        return new Insight(new InsightId(ids.next()), kind, Optional.empty(), text, citations);
    }
}
