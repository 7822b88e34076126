package org.sessionroom.assistant;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sessionroom.database.OutcomeUnknown;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.TranscriptTerms;

/**
 * Whose streams this node has open: a recogniser's result says which stream, and here stands who spoke. Ends them, too, and
 * asks nobody for that: not the database, and no pooled bean that may be waiting for it.
 */
@ApplicationScoped
public class Microphones {

    /** How long a recogniser may take for what was said before a microphone was closed. */
    private static final Duration HEARD_OUT = Duration.ofMinutes(2);

    private final Map<UUID, Microphone> known = new ConcurrentHashMap<>();

    @Inject
    private Event<ListeningChanged> listening;

    @Resource
    private ManagedScheduledExecutorService executor;

    void add(Microphone microphone) {
        known.put(microphone.stream(), microphone);
    }

    /** What opened it was not kept, so it was never open. */
    void takeBack(@Observes(during = TransactionPhase.AFTER_FAILURE) MicrophoneOpened opened) {
        close(opened.microphone(), false);
    }

    /** Nobody knows what opened it; they may open it again. */
    void unknown(@Observes OutcomeUnknown outcome) {
        if (outcome.event() instanceof MicrophoneOpened opened) {
            close(opened.microphone(), false);
        }
    }

    Optional<Microphone> find(UUID stream) {
        return Optional.ofNullable(known.get(stream));
    }

    /** Sessions of which this node listens to somebody, or hears them out. */
    public Set<SessionId> sessions() {
        return known.values().stream()
                .map(microphone -> microphone.seat().session())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Closes a microphone.
     *
     * @param heardOut whether what was said before may still be written down; not after a consent was taken back, or when
     *     somebody went off the record
     */
    public void close(Microphone microphone, boolean heardOut) {
        if (heardOut) {
            microphone.close();
            executor.schedule(() -> forget(microphone), HEARD_OUT.toSeconds(), TimeUnit.SECONDS);
        } else {
            silence(microphone);
        }
        Seat seat = microphone.seat();
        listening.fire(new ListeningChanged(seat.session(), seat.participant(), Listening.OFF));
    }

    /** Nothing of a session is to be written down any more: not even what microphones closed by now are still heard out for. */
    public void silence(SessionId session) {
        silence(microphone -> microphone.seat().session().equals(session));
    }

    /** What was opened under terms that no longer hold ends, even if the new ones allow as much. */
    public void silence(TranscriptTerms now) {
        silence(microphone -> microphone.seat().session().equals(now.session()) && microphone.isOverBy(now));
    }

    /** Nobody is listened to any more, or heard out. */
    public void silenceAll() {
        silence(microphone -> true);
    }

    private void silence(Predicate<Microphone> which) {
        known.values().stream().filter(which).forEach(this::silence);
    }

    /** It is forgotten first, so that what is still on its way is nobody's. */
    private void silence(Microphone microphone) {
        forget(microphone);
        microphone.abandon();
    }

    private void forget(Microphone microphone) {
        known.remove(microphone.stream());
    }
}
