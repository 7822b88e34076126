package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.assistant.Microphones;
import org.sessionroom.health.Isolation;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.TranscriptTerms;

/**
 * Asks the database under which terms those who are listened to may be, so that a word taken back ends a stream even if its
 * news were lost between two nodes.
 */
@ApplicationScoped
public class TermsWatch {

    /** Half of the second within which a withdrawn consent ends a stream. */
    static final Duration EVERY = Duration.ofMillis(500);

    /** Of not knowing. It counts from the last answer, so that it runs out also where nobody can ask any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private Microphones microphones;

    private volatile long answered = System.nanoTime();

    /** @param known is given the terms as they are now, of every session in which somebody is listened to */
    void look(long nanoTime, Consumer<TranscriptTerms> known) {
        List<TranscriptTerms> all = ask(nanoTime);
        // First all that must end, whatever goes wrong with one of them, and then the rest.
        Isolation.forEach(
                List.<Consumer<TranscriptTerms>>of(microphones::silence, known), step -> Isolation.forEach(all, step));
    }

    private List<TranscriptTerms> ask(long nanoTime) {
        List<TranscriptTerms> all = lifecycle.transcriptTerms(microphones.sessions());
        // As they were when they were asked for.
        answered = nanoTime;
        return all;
    }

    /** Whether the database has not answered for so long, refusing or silent, that the terms are not known any more. */
    boolean isBlind(long nanoTime) {
        return nanoTime - answered >= PATIENCE.toNanos();
    }
}
