package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.TranscriptTerms;
import org.sessionroom.transcript.Microphones;

class TermsWatchTest {

    private static final long SECOND = 1_000_000_000L;
    private static final SessionId SESSION = new SessionId(UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6"));
    private static final TranscriptTerms TERMS = new TranscriptTerms(SESSION, 7, null);

    private final TermsWatch watch = new TermsWatch();
    private final List<TranscriptTerms> silenced = new ArrayList<>();
    private final List<TranscriptTerms> told = new ArrayList<>();
    private Runnable question = () -> {};

    /** There are open microphones. */
    private final class Open extends Microphones {

        @Override
        public Set<SessionId> sessions() {
            return Set.of(SESSION);
        }

        @Override
        public void silence(TranscriptTerms terms) {
            silenced.add(terms);
        }
    }

    private final class Database extends SessionLifecycle {

        @Override
        public List<TranscriptTerms> transcriptTerms(Collection<SessionId> ids) {
            question.run();
            return List.of(TERMS);
        }
    }

    /** Without a stack trace, which would only fill the log. */
    private static void fail() {
        EJBException gone = new EJBException("no connection");
        gone.setStackTrace(new StackTraceElement[0]);
        throw gone;
    }

    @BeforeEach
    void inject() throws ReflectiveOperationException {
        inject("lifecycle", new Database());
        inject("microphones", new Open());
    }

    private void inject(String field, Object value) throws ReflectiveOperationException {
        Field injected = TermsWatch.class.getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(watch, value);
    }

    @Test
    void theTermsEndWhatTheyDoNotAllowAndAreTold() {
        watch.look(0, told::add);
        assertEquals(List.of(TERMS), silenced);
        assertEquals(List.of(TERMS), told);
    }

    @Test
    void fiveSecondsWithoutAQuestionLeaveItBlind() {
        watch.look(0, told::add);
        assertFalse(watch.isBlind(5 * SECOND - 1));
        assertTrue(watch.isBlind(5 * SECOND));
    }

    @Test
    void aDatabaseThatRefusesForFiveSecondsLeavesItBlind() {
        watch.look(0, told::add);
        question = TermsWatchTest::fail;
        assertThrows(RuntimeException.class, () -> watch.look(2 * SECOND, told::add));
        assertThrows(RuntimeException.class, () -> watch.look(4 * SECOND, told::add));
        assertFalse(watch.isBlind(5 * SECOND - 1));
        assertTrue(watch.isBlind(5 * SECOND));
    }

    @Test
    void aDatabaseThatIsSilentForFiveSecondsLeavesItBlind() {
        watch.look(0, told::add);
        question = () -> {
            assertFalse(watch.isBlind(5 * SECOND - 1));
            assertTrue(watch.isBlind(5 * SECOND));
        };
        watch.look(SECOND, told::add);
        assertEquals(List.of(TERMS, TERMS), told);
        assertFalse(watch.isBlind(6 * SECOND - 1), "known as they were when they were asked for");
        assertTrue(watch.isBlind(6 * SECOND));
    }

    @Test
    void anAnswerBetweenTwoRefusalsIsEnough() {
        watch.look(0, told::add);
        question = TermsWatchTest::fail;
        assertThrows(RuntimeException.class, () -> watch.look(3 * SECOND, told::add));
        question = () -> {};
        watch.look(4 * SECOND, told::add);
        question = TermsWatchTest::fail;
        assertThrows(RuntimeException.class, () -> watch.look(6 * SECOND, told::add));
        assertFalse(watch.isBlind(8 * SECOND));
    }

    /** The scheduler runs it again; and the database has answered. */
    @Test
    void aListenerThatFailsStopsNothing() {
        Consumer<TranscriptTerms> failing = terms -> fail();
        assertThrows(RuntimeException.class, () -> watch.look(0, failing));
        assertEquals(List.of(TERMS), silenced);
        assertFalse(watch.isBlind(4 * SECOND));
        watch.look(SECOND, told::add);
        assertEquals(List.of(TERMS), told);
    }
}
