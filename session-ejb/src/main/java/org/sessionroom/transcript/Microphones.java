package org.sessionroom.transcript;

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
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.CommonPlaces;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionUnavailable;
import org.sessionroom.session.TranscriptTerms;

/**
 * The open streams of this node and their speakers: a recogniser's result contains only the stream's id. Also closes them, without
 * the database and without a pooled bean, which may be waiting for the database.
 */
@ApplicationScoped
public class Microphones {

    /** How long a recogniser may take to return results after a microphone was closed. */
    private static final Duration LATE_RESULTS = Duration.ofMinutes(2);

    private final Map<UUID, Microphone> known = new ConcurrentHashMap<>();

    private final CommonPlaces<BudgetOwner, ParticipantId> ofOwners = new CommonPlaces<>();

    private final Map<UUID, Reserved> reserved = new ConcurrentHashMap<>();

    @Inject
    private Event<ListeningChanged> listening;

    @Resource(lookup = "java:jboss/ee/concurrency/scheduler/default")
    private ManagedScheduledExecutorService executor;

    /**
     * Reserves one of the owner's streams, before the recogniser is asked for it.
     *
     * @param most how many of the owner may be open
     * @throws SessionUnavailable BUSY if all of them are open, and the participant has an equal part
     */
    void reserve(UUID stream, BudgetOwner owner, ParticipantId participant, int most) {
        if (!ofOwners.enter(owner, participant, most)) {
            throw new SessionUnavailable(Rejection.BUSY);
        }
        reserved.put(stream, new Reserved(owner, participant));
    }

    /** The stream is closed, or was not opened; twice changes nothing. */
    void release(UUID stream) {
        Reserved place = reserved.remove(stream);
        if (place != null) {
            ofOwners.leave(place.owner(), place.participant());
        }
    }

    void add(Microphone microphone) {
        known.put(microphone.stream(), microphone);
    }

    /** The transaction that opened the microphone failed, so it counts as never opened. */
    void takeBack(@Observes(during = TransactionPhase.AFTER_FAILURE) MicrophoneOpened opened) {
        close(opened.microphone(), false);
    }

    /** The outcome of the transaction is unknown; the page may open the microphone again. */
    void unknown(@Observes OutcomeUnknown outcome) {
        if (outcome.event() instanceof MicrophoneOpened opened) {
            close(opened.microphone(), false);
        }
    }

    Optional<Microphone> find(UUID stream) {
        return Optional.ofNullable(known.get(stream));
    }

    /** Sessions with a microphone on this node that is open, or whose results are still expected. */
    public Set<SessionId> sessions() {
        return known.values().stream()
                .map(microphone -> microphone.seat().session())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Closes a microphone.
     *
     * @param keepLateResults whether results for earlier speech may still be stored; not after a consent was withdrawn, or when
     *     somebody went off the record
     */
    public void close(Microphone microphone, boolean keepLateResults) {
        release(microphone.stream());
        if (keepLateResults) {
            microphone.close();
            executor.schedule(() -> forget(microphone), LATE_RESULTS.toSeconds(), TimeUnit.SECONDS);
        } else {
            silence(microphone);
        }
        Seat seat = microphone.seat();
        listening.fire(new ListeningChanged(seat.session(), seat.participant(), Listening.OFF));
    }

    /** Stops the transcription of a session: also of microphones that are already closed and whose results are still expected. */
    public void silence(SessionId session) {
        silence(microphone -> microphone.seat().session().equals(session));
    }

    /** Closes microphones that were opened under terms that are no longer valid, even if the new terms allow as much. */
    public void silence(TranscriptTerms now) {
        silence(microphone -> microphone.seat().session().equals(now.session()) && microphone.isOverBy(now));
    }

    /** Closes all microphones of this node and discards results that are still expected. */
    public void silenceAll() {
        silence(microphone -> true);
    }

    private void silence(Predicate<Microphone> which) {
        known.values().stream().filter(which).forEach(this::silence);
    }

    /** Removes it first, so that later results have no speaker and are discarded. */
    private void silence(Microphone microphone) {
        release(microphone.stream());
        forget(microphone);
        microphone.abandon();
    }

    private void forget(Microphone microphone) {
        known.remove(microphone.stream());
    }

    private record Reserved(BudgetOwner owner, ParticipantId participant) {}
}
