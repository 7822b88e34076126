package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.sessionroom.assistant.Transcribing;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.TranscriptTerms;

/**
 * Asks the database under which terms those who are listened to may be, so that a word taken back ends a stream even if its
 * news were lost between two nodes. Where the database does not answer, nobody can know, and soon nobody is listened to.
 */
@ApplicationScoped
public class TermsWatch {

    /** Half of the second within which a withdrawn consent ends a stream. */
    static final long EVERY_MILLIS = 500;

    /** A database that changes its node is away for less. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private Transcribing transcribing;

    @Inject
    private Clock clock;

    private Instant unansweredSince;

    /** @param known is given the terms as they are now, of every session in which somebody is listened to */
    void look(Consumer<TranscriptTerms> known) {
        try {
            List<TranscriptTerms> all = lifecycle.transcriptTerms(transcribing.listenedTo());
            all.forEach(transcribing::silence);
            all.forEach(known);
            unansweredSince = null;
        } catch (RuntimeException e) {
            unanswered(e);
        }
    }

    private void unanswered(RuntimeException failure) {
        Instant now = clock.instant();
        if (unansweredSince == null) {
            unansweredSince = now;
            LOG.watchFailed(failure);
        }
        if (!now.isBefore(unansweredSince.plus(PATIENCE))) {
            transcribing.listenedTo().forEach(transcribing::silence);
        }
    }
}
