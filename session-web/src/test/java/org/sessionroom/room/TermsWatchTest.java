package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ejb.EJBException;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionroom.assistant.Transcribing;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.TranscriptTerms;

class TermsWatchTest {

    private static final SessionId SESSION = new SessionId(UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6"));
    private static final TranscriptTerms TERMS = new TranscriptTerms(SESSION, 7, null);

    private final TermsWatch watch = new TermsWatch();
    private final List<Object> silenced = new ArrayList<>();
    private final List<TranscriptTerms> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-27T14:00:00Z");
    private boolean answers = true;

    /** Somebody is listened to. */
    private final class Listening extends Transcribing {

        @Override
        public Set<SessionId> listenedTo() {
            return Set.of(SESSION);
        }

        @Override
        public void silence(SessionId session) {
            silenced.add(session);
        }

        @Override
        public void silence(TranscriptTerms terms) {
            silenced.add(terms);
        }
    }

    private final class Database extends SessionLifecycle {

        @Override
        public List<TranscriptTerms> transcriptTerms(Collection<SessionId> ids) {
            if (!answers) {
                throw gone();
            }
            return List.of(TERMS);
        }
    }

    /** Its trace would only fill the log. */
    private static EJBException gone() {
        EJBException gone = new EJBException("no connection");
        gone.setStackTrace(new StackTraceElement[0]);
        return gone;
    }

    @BeforeEach
    void inject() throws ReflectiveOperationException {
        inject("lifecycle", new Database());
        inject("transcribing", new Listening());
        inject("clock", Clock.fixed(now, ZoneOffset.UTC));
    }

    private void inject(String field, Object value) throws ReflectiveOperationException {
        Field injected = TermsWatch.class.getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(watch, value);
    }

    private void looksAfter(Duration pause) throws ReflectiveOperationException {
        now = now.plus(pause);
        inject("clock", Clock.fixed(now, ZoneOffset.UTC));
        watch.look(told::add);
    }

    @Test
    void theTermsEndWhatTheyDoNotAllowAndAreTold() throws ReflectiveOperationException {
        looksAfter(Duration.ZERO);
        assertEquals(List.of(TERMS), silenced);
        assertEquals(List.of(TERMS), told);
    }

    @Test
    void whereTheDatabaseStaysAwayNobodyIsListenedTo() throws ReflectiveOperationException {
        answers = false;
        looksAfter(Duration.ZERO);
        looksAfter(Duration.ofMillis(4_999));
        assertEquals(List.of(), silenced);
        looksAfter(Duration.ofMillis(1));
        assertEquals(List.of(SESSION), silenced);
    }

    @Test
    void anAnswerBetweenTwoSilencesIsEnough() throws ReflectiveOperationException {
        answers = false;
        looksAfter(Duration.ZERO);
        answers = true;
        looksAfter(Duration.ofSeconds(4));
        answers = false;
        looksAfter(Duration.ofSeconds(4));
        looksAfter(Duration.ofSeconds(4));
        assertEquals(List.of(TERMS), silenced);
    }

    /** A task that throws is never run again. */
    @Test
    void whoCannotBeToldStopsNothing() throws ReflectiveOperationException {
        watch.look(terms -> {
            throw gone();
        });
        looksAfter(Duration.ZERO);
        assertEquals(List.of(TERMS), told);
    }
}
