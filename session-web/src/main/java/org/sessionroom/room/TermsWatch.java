package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.health.Isolation;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.TranscriptTerms;
import org.sessionroom.transcript.Microphones;

/**
 * Queries the current terms of all sessions with an open microphone, so that a withdrawn consent ends a stream even if the
 * message between two nodes was lost.
 */
@ApplicationScoped
public class TermsWatch {

    /** Half of the second within which a withdrawn consent ends a stream. */
    static final Duration EVERY = Duration.ofMillis(500);

    /** Maximum time without an answer. It counts from the last answer, so it also expires when no thread can query any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private Microphones microphones;

    private volatile long answered = System.nanoTime();

    /** @param known receives the current terms of every session with an open microphone */
    void look(long nanoTime, Consumer<TranscriptTerms> known) {
        List<TranscriptTerms> all = ask(nanoTime);
        // First closes everything that must end, even if one step fails, and then continues.
        Isolation.forEach(
                List.<Consumer<TranscriptTerms>>of(microphones::silence, known), step -> Isolation.forEach(all, step));
    }

    private List<TranscriptTerms> ask(long nanoTime) {
        List<TranscriptTerms> all = lifecycle.transcriptTerms(microphones.sessions());
        // The time of the query, because the answer may already be older than its arrival.
        answered = nanoTime;
        return all;
    }

    /** Whether the database has not answered for so long that the current terms are unknown. */
    boolean isBlind(long nanoTime) {
        return nanoTime - answered >= PATIENCE.toNanos();
    }
}
