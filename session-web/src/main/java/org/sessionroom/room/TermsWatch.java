package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.assistant.Microphones;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.TranscriptTerms;

/**
 * Asks the database under which terms those who are listened to may be, so that a word taken back ends a stream even if its
 * news were lost between two nodes.
 */
@ApplicationScoped
public class TermsWatch {

    /** Half of the second within which a withdrawn consent ends a stream. */
    static final long EVERY_MILLIS = 500;

    /** Of not knowing. It counts from the last answer, so that it runs out also where nobody can ask any more. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private Microphones microphones;

    private volatile long answered = System.nanoTime();
    private boolean failing;

    /** @param known is given the terms as they are now, of every session in which somebody is listened to */
    void look(long nanoTime, Consumer<TranscriptTerms> known) {
        try {
            List<TranscriptTerms> all = ask(nanoTime);
            all.forEach(microphones::silence);
            all.forEach(known);
            failing = false;
        } catch (Throwable e) {
            // A task that throws, be it an error, is never run again.
            if (!failing) {
                LOG.watchFailed(e);
            }
            failing = true;
        }
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
