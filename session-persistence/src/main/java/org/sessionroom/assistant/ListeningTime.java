package org.sessionroom.assistant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sessionroom.assistant.Spans.Span;
import org.sessionroom.consent.Consent;
import org.sessionroom.consent.Decision;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionTransitionEntity;

/**
 * When people could be heard: while both agreed to the transcription and the session was under way. Outside of it nothing is
 * known of what was said, and so nothing of silence either.
 */
public final class ListeningTime {

    private final Spans spans;

    private ListeningTime(Spans spans) {
        this.spans = spans;
    }

    /** Everybody could be heard all the time from one instant until before another. */
    public static ListeningTime whole(Instant from, Instant to) {
        return new ListeningTime(Spans.union(Stream.of(new Span(from, to))));
    }

    /**
     * As a session's own record tells it.
     *
     * @param decisions oldest first
     * @param clientCameIn when somebody took the client's seat, each time; what its holder before said is nobody else's word
     * @param steps oldest first
     * @param to until when
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

    /** From each change to the next, where it holds. */
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

    /** Whether whoever has a seat agrees, from a time on. */
    private record Word(ParticipantRole role, boolean agrees, Instant at) {

        static Word of(Consent consent) {
            return new Word(consent.role(), consent.decision() == Decision.GIVEN, consent.at());
        }
    }

    private record Change(Instant at, boolean holds) {}
}
