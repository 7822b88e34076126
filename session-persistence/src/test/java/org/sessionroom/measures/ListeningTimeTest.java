package org.sessionroom.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.participant.ParticipantRole.THERAPIST;
import static org.sessionroom.transcript.SomeTalk.at;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.TimeOrderedIds;
import org.sessionroom.consent.Consent;
import org.sessionroom.consent.Decision;
import org.sessionroom.consent.Purpose;
import org.sessionroom.measures.Spans.Span;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionTransitionEntity;
import org.sessionroom.session.TherapySessionEntity;
import org.sessionroom.session.Transition;

class ListeningTimeTest {

    private static Consent said(ParticipantRole role, Decision decision, double seconds) {
        return new Consent(role, null, Purpose.TRANSCRIPTION, decision, "1", "pt-BR", at(seconds));
    }

    private static List<SessionTransitionEntity> session(Object... stepsAndSeconds) {
        var session = new TherapySessionEntity(new SessionId(UUID.randomUUID()), UUID.randomUUID(), "paulo", at(-60));
        var ids = new TimeOrderedIds(java.time.Clock.systemUTC());
        List<SessionTransitionEntity> steps = new ArrayList<>();
        for (int i = 0; i < stepsAndSeconds.length; i += 2) {
            session.move(
                            (Transition) stepsAndSeconds[i],
                            Person.SYSTEM,
                            at(((Number) stepsAndSeconds[i + 1]).doubleValue()),
                            ids)
                    .ifPresent(steps::add);
        }
        return steps;
    }

    private static Spans heard(List<Consent> decisions, List<SessionTransitionEntity> steps) {
        return ListeningTime.of(decisions, List.of(at(-30)), steps, at(100)).spans();
    }

    private static Spans spans(double... fromTo) {
        Stream.Builder<Span> spans = Stream.builder();
        for (int i = 0; i < fromTo.length; i += 2) {
            spans.add(new Span(at(fromTo[i]), at(fromTo[i + 1])));
        }
        return Spans.union(spans.build());
    }

    private static final List<Consent> BOTH =
            List.of(said(THERAPIST, Decision.GIVEN, -20), said(CLIENT, Decision.GIVEN, -10));

    @Test
    void whereNobodyAgreedNobodyWasHeard() {
        assertEquals(spans(), heard(List.of(), session(Transition.START, 0)));
        assertEquals(spans(), heard(BOTH.subList(0, 1), session(Transition.START, 0)));
    }

    @Test
    void peopleAreHeardFromTheMomentAtWhichBothHaveAgreed() {
        List<Consent> later = List.of(said(THERAPIST, Decision.GIVEN, 5), said(CLIENT, Decision.GIVEN, 30));
        assertEquals(spans(30, 100), heard(later, session(Transition.START, 0)));
    }

    @Test
    void aConsentTakenBackEndsIt() {
        List<Consent> decisions = new ArrayList<>(BOTH);
        decisions.add(said(CLIENT, Decision.WITHDRAWN, 40));
        decisions.add(said(CLIENT, Decision.GIVEN, 60));
        assertEquals(spans(0, 40, 60, 100), heard(decisions, session(Transition.START, 0)));
    }

    @Test
    void theNextOnTheClientsSeatIsNotHeardUntilTheyHaveAgreedThemselves() {
        List<Consent> decisions = new ArrayList<>(BOTH);
        decisions.add(said(CLIENT, Decision.GIVEN, 60));
        assertEquals(
                spans(0, 40, 60, 100),
                ListeningTime.of(decisions, List.of(at(-30), at(40)), session(Transition.START, 0), at(100))
                        .spans());
    }

    @Test
    void inAPauseNobodyIsHeard() {
        assertEquals(
                spans(0, 20, 50, 80),
                heard(
                        BOTH,
                        session(
                                Transition.START,
                                0,
                                Transition.PAUSE,
                                20,
                                Transition.RESUME,
                                50,
                                Transition.COMPLETE,
                                80)));
    }
}
