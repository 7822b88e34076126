package org.sessionroom.room;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.health.Isolation;
import org.sessionroom.health.PeriodicScheduler;
import org.sessionroom.participant.Presence;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.transcript.Microphones;

/** The periodic work of the rooms of this node. It repairs what was lost together with a message of another node, or with the node. */
@ApplicationScoped
public class RoomRefresh {

    private static final Duration EVERY = Duration.ofSeconds(Presence.REFRESH_SECONDS);

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private LiveRooms rooms;

    @Inject
    private Microphones microphones;

    @Inject
    private Presence presence;

    @Inject
    private RoomRelay relay;

    @Inject
    private TermsWatch terms;

    @Inject
    private PeriodicScheduler scheduler;

    private List<PeriodicScheduler.Repetition> repetitions = List.of();
    private boolean blind;

    void start() {
        repetitions = List.of(
                scheduler.repeat("room-presence", EVERY, this::presence),
                // A separate task, because the database may not answer, and presence must be refreshed all the same.
                scheduler.repeat("room-state", EVERY, this::state),
                scheduler.repeat("room-relay", RoomRelay.EVERY, () -> relay.repair(System.nanoTime())),
                scheduler.repeat(
                        "transcript-terms",
                        TermsWatch.EVERY,
                        () -> terms.look(System.nanoTime(), rooms::refreshIfBehind)),
                // A separate task, because the previous one may be waiting for the database.
                scheduler.repeat("microphone-guard", TermsWatch.EVERY, this::hangUpIfBlind));
    }

    @PreDestroy
    void stop() {
        repetitions.forEach(PeriodicScheduler.Repetition::stop);
    }

    /**
     * Also compensates for a lost message of another node: that the people whom it served have left. Whoever is found dead has left at
     * once: the end of their connection may be noticed much later.
     */
    void presence() {
        long now = System.nanoTime();
        List<RoomConnection> here = new ArrayList<>();
        List<RoomConnection> dead = new ArrayList<>();
        try {
            Isolation.forEach(rooms.connections(), connection -> {
                boolean alive = connection.ping(now);
                (alive ? here : dead).add(connection);
            });
        } finally {
            // First, because a departure waits for other nodes, and one of them may not answer.
            presence.stay(here.stream()
                    .map(connection -> new Presence.Stay(connection.seat(), connection.id(), connection.since()))
                    .toList());
            Isolation.forEach(dead, rooms::leave);
            rooms.showPresence();
        }
    }

    /** Also compensates for lost messages of another node. */
    private void state() {
        List<Runnable> steps = List.of(
                () -> presence.markPresent(
                        rooms.connections().stream().map(RoomConnection::seat).toList()),
                () -> Isolation.forEach(lifecycle.transcriptTerms(rooms.sessions()), rooms::refreshIfBehind));
        Isolation.forEach(steps, Runnable::run);
    }

    /** A consent may have been withdrawn without this node's knowledge. */
    private void hangUpIfBlind() {
        boolean before = blind;
        blind = terms.isBlind(System.nanoTime());
        if (blind) {
            microphones.silenceAll();
            rooms.hangUpAll();
        }
        if (blind && !before) {
            LOG.listensToNobody();
        }
    }
}
