package org.sessionroom.measures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sessionroom.consent.Consent;
import org.sessionroom.consent.Decision;
import org.sessionroom.consent.Purpose;
import org.sessionroom.measures.Spans.Span;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionTransitionEntity;

/**
 * The time in which speech could be transcribed: while both agreed to the transcription and the session was ACTIVE. Outside it
 * nothing is known about speech, and so nothing about silence either.
 */
public final class ListeningTime {

    private final Spans spans;

    private ListeningTime(Spans spans) {
        this.spans = spans;
    }

    /** Transcription was possible all the time in [from, to). */
    public static ListeningTime whole(Instant from, Instant to) {
        return new ListeningTime(Spans.union(Stream.of(new Span(from, to))));
    }

    /**
     * Computed from a session's stored record.
     *
     * @param decisions oldest first
     * @param clientCameIn each time at which somebody took the client's seat; decisions of a former holder do not count for the next
     * @param steps oldest first
     * @param to the end of the time
     */
    public static ListeningTime of(
            List<Consent> decisions, List<Instant> clientCameIn, List<SessionTransitionEntity> steps, Instant to) {
        return new ListeningTime(agreed(decisions, clientCameIn, to).and(underWay(steps, to)));
    }

    private static Spans agreed(List<Consent> decisions, List<Instant> clientCameIn, Instant to) {
        Set<ParticipantRole> agreeing = EnumSet.noneOf(ParticipantRole.class);
        List<Change> changes = new ArrayList<>();
        Stream.concat(
                        clientCameIn.stream().map(at -> new Word(ParticipantRole.CLIENT, false, at)),
                        decisions.stream()
                                .filter(decision -> decision.purpose() == Purpose.TRANSCRIPTION)
                                .map(Word::of))
                .sorted(Comparator.comparing(Word::at))
                .forEach(word -> {
                    if (word.agrees()) {
                        agreeing.add(word.role());
                    } else {
                        agreeing.remove(word.role());
                    }
                    changes.add(new Change(word.at(), agreeing.size() == ParticipantRole.values().length));
                });
        return spans(changes, to);
    }

    private static Spans underWay(List<SessionTransitionEntity> steps, Instant to) {
        return spans(
                steps.stream()
                        .map(step -> new Change(step.occurredAt(), step.to() == SessionStatus.ACTIVE))
                        .toList(),
                to);
    }

    /** The times between one change and the next in which the condition holds. */
    private static Spans spans(List<Change> changes, Instant to) {
        List<Change> ordered =
                changes.stream().sorted(Comparator.comparing(Change::at)).toList();
        List<Span> held = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Instant end = i + 1 < ordered.size() ? ordered.get(i + 1).at() : to;
            if (ordered.get(i).holds()) {
                held.add(new Span(ordered.get(i).at(), end));
            }
        }
        return Spans.union(held.stream());
    }

    Spans spans() {
        return spans;
    }

    /** Whether the holder of a seat agrees, from a time on. */
    private record Word(ParticipantRole role, boolean agrees, Instant at) {

        static Word of(Consent consent) {
            return new Word(consent.role(), consent.decision() == Decision.GIVEN, consent.at());
        }
    }

    private record Change(Instant at, boolean holds) {}
}
