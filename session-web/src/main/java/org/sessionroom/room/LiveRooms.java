package org.sessionroom.room;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionroom.appointment.AppointmentMoved;
import org.sessionroom.chat.MessageSent;
import org.sessionroom.constellation.ChangeRecorded;
import org.sessionroom.database.Committed;
import org.sessionroom.database.OutcomeUnknown;
import org.sessionroom.health.Isolation;
import org.sessionroom.insight.InsightsChanged;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRenamed;
import org.sessionroom.participant.Presence;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.SessionChanged;
import org.sessionroom.session.SessionConductor.Entrance;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionWarned;
import org.sessionroom.session.TranscriptTerms;
import org.sessionroom.transcript.ListeningChanged;
import org.sessionroom.transcript.Microphones;
import org.sessionroom.transcript.PartialHeard;
import org.sessionroom.transcript.TranscriptLineChanged;
import org.sessionroom.transcript.TranscriptionService;

/**
 * The rooms of this node and their messages. The events of a transaction are published after its commit, to the connections here
 * and, through {@link RoomRelay}, to those on other nodes.
 */
@ApplicationScoped
public class LiveRooms {

    private final Map<SessionId, LiveRoom> rooms = new ConcurrentHashMap<>();

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private TranscriptionService transcriptionService;

    @Inject
    private Microphones microphones;

    @Inject
    private Presence presence;

    @Inject
    private RoomRelay relay;

    @Inject
    private RoomRefresh refresh;

    @Inject
    private Clock clock;

    /** The rooms are refreshed from the first one on. */
    @PostConstruct
    void start() {
        refresh.start();
    }

    /** A person enters: sends the welcome, closes their older connections, and notifies the others. */
    LiveRoom enter(RoomConnection connection, Entrance entrance) {
        SessionId session = entrance.seat().session();
        ParticipantId participant = entrance.seat().participant();
        RoomState state = RoomState.of(entrance.session(), entrance.consents());
        // The entrance may contain a newer state than this node has, if a message of another node was lost.
        find(session)
                .filter(here -> state.revision() > here.state().revision())
                .ifPresent(here -> receive(state(new SessionChanged(entrance.session(), entrance.consents()))));
        LiveRoom room = rooms.compute(session, (id, known) -> {
            LiveRoom here = known == null ? new LiveRoom(state, entrance.people()) : known;
            if (here.setState(state)) {
                here.setPeople(entrance.people());
            }
            // A connection receives messages as soon as it is in the room, and the welcome must come first.
            connection.sendState(state.revision(), welcome(connection, entrance, here));
            here.add(connection);
            return here;
        });
        // Before the former holders' connections are closed: their departure must not remove the new presence mark.
        presence.arrive(entrance.seat(), connection.id(), connection.since());
        room.closeSuperseded();
        room.giveSeatTo(participant, connection);
        relay.send(new RoomNews.SeatTaken(session, participant, entrance.people()));
        catchUp(session, state);
        tellPresence(session, room);
        return room;
    }

    /** Reloads the state if it changed between loading the entrance and joining the room: that change was sent only to the others. */
    private void catchUp(SessionId session, RoomState known) {
        if (lifecycle.transcriptTerms(Set.of(session)).stream().anyMatch(now -> now.revision() > known.revision())) {
            refresh(session);
        }
    }

    private void refresh(SessionId session) {
        receive(state(lifecycle.now(session)));
    }

    void refreshIfBehind(TranscriptTerms now) {
        find(now.session())
                .filter(room -> now.revision() > room.state().revision())
                .ifPresent(room -> refresh(now.session()));
    }

    private String welcome(RoomConnection connection, Entrance entrance, LiveRoom room) {
        Seat seat = entrance.seat();
        Occupant you = entrance.people().stream()
                .filter(occupant -> occupant.participant().equals(seat.participant()))
                .findFirst()
                .orElseThrow();
        List<Present> people = entrance.people().stream()
                .map(occupant -> Present.of(
                        occupant,
                        occupant == you
                                ? Optional.of(connection.since())
                                : presence.since(seat.session(), occupant.participant()),
                        room.state()))
                .toList();
        return RoomFrames.welcome(
                you,
                entrance.session(),
                entrance.consents(),
                people,
                transcriptionService.isPossible(),
                clock.instant());
    }

    /** A connection is closed. */
    void leave(RoomConnection connection) {
        SessionId session = connection.seat().session();
        LiveRoom room = rooms.get(session);
        if (room == null || !room.remove(connection)) {
            return;
        }
        room.hangUpUnwanted();
        rooms.computeIfPresent(session, (id, here) -> here.isEmpty() ? null : here);
        try {
            presence.depart(connection.seat(), connection.id(), connection.since());
        } finally {
            tellPresence(session, room);
        }
    }

    /** Relays the movement of a person's hand to the other person. */
    void show(RoomConnection from, String frame) {
        announce(new RoomNews.Shown(from.seat().session(), from.seat().participant(), frame));
    }

    /** Relays a signal of the call to the other person. */
    void signal(RoomConnection from, String frame) {
        announce(new RoomNews.Signalled(from.seat().session(), from.seat().participant(), frame));
    }

    /** Relays the state of a person's devices and call quality. */
    void showMedia(RoomConnection from, String frame) {
        announce(new RoomNews.MediaShown(from.seat().session(), from.seat().participant(), frame));
    }

    void recorded(@Observes @Committed ChangeRecorded event) {
        announce(new RoomNews.FieldChanged(event.session(), RoomFrames.changed(event.recorded())));
    }

    void sent(@Observes @Committed MessageSent event) {
        announce(new RoomNews.Chatted(event.session(), RoomFrames.chatted(event.message())));
    }

    void changed(@Observes @Committed SessionChanged event) {
        announce(state(event));
    }

    private RoomNews.StateChanged state(SessionChanged now) {
        return new RoomNews.StateChanged(
                now.session().id(),
                RoomState.of(now.session(), now.consents()),
                RoomFrames.session(now.session(), now.consents(), clock.instant()));
    }

    void written(@Observes @Committed TranscriptLineChanged event) {
        announce(new RoomNews.LineTold(event.session(), TranscriptFrames.line(event.line())));
    }

    void heard(@Observes PartialHeard event) {
        announce(new RoomNews.PartialShown(event.session(), TranscriptFrames.partial(event)));
    }

    void listens(@Observes ListeningChanged event) {
        announce(new RoomNews.ListeningTold(
                event.session(), event.by(), event.listening(), TranscriptFrames.listening(event)));
    }

    void insights(@Observes @Committed InsightsChanged event) {
        announce(new RoomNews.InsightsTold(event.session(), TranscriptFrames.insights()));
    }

    /** The part of a session's room that is on this node, while somebody is in it. */
    Optional<LiveRoom> find(SessionId session) {
        return Optional.ofNullable(rooms.get(session));
    }

    void renamed(@Observes @Committed ParticipantRenamed event) {
        announce(new RoomNews.Renamed(event.session(), event.holder(), event.name()));
    }

    void moved(@Observes @Committed AppointmentMoved event) {
        announce(new RoomNews.Told(event.session(), RoomFrames.planned(event)));
    }

    void warned(@Observes @Committed SessionWarned event) {
        announce(new RoomNews.Told(event.session(), RoomFrames.warning(event)));
    }

    /** All pages of the room reconnect and read the actual state. */
    void unknown(@Observes OutcomeUnknown event) {
        announce(new RoomNews.Unknown(event.session()));
    }

    /** Closes the connections of this node whose logins have ended. */
    void endLogins(Set<UUID> logins) {
        rooms.values().forEach(room -> room.endLogins(logins));
    }

    private void announce(RoomNews news) {
        receive(news);
        relay.send(news);
    }

    /** Delivers an event, of this or another node, to the connections of this node. */
    void receive(RoomNews news) {
        LiveRoom room = rooms.get(news.session());
        if (room != null) {
            news.reach(room);
        }
        if (news instanceof RoomNews.StateChanged changed && isLatest(changed, room)) {
            silenceUnlessAgreed(changed);
        }
        if (room == null) {
            return;
        }
        if (news instanceof RoomNews.StateChanged changed) {
            afterStateChange(changed, room);
        } else if (news instanceof RoomNews.Renamed) {
            room.tell(connection -> true, presenceFrame(news.session(), room));
        }
    }

    private static boolean isLatest(RoomNews.StateChanged changed, LiveRoom room) {
        return room == null || changed.state().revision() >= room.state().revision();
    }

    /** Applies also to people who have left and whose results are still expected. */
    private void silenceUnlessAgreed(RoomNews.StateChanged changed) {
        if (changed.state().mayStoreResults()) {
            microphones.silence(changed.state().transcriptTerms());
        } else {
            microphones.silence(changed.session());
        }
    }

    /** Closes every microphone of this node at once. */
    void hangUpAll() {
        Isolation.forEach(rooms.values(), LiveRoom::hangUpAll);
    }

    private void afterStateChange(RoomNews.StateChanged changed, LiveRoom room) {
        if (changed.state().status().isOpen()) {
            room.tell(connection -> true, presenceFrame(changed.session(), room));
        } else {
            room.closeAll(CloseReasons.SESSION_ENDED);
        }
    }

    private void tellPresence(SessionId session, LiveRoom room) {
        announce(new RoomNews.Told(session, presenceFrame(session, room)));
    }

    private String presenceFrame(SessionId session, LiveRoom room) {
        return RoomFrames.presence(people(session, room));
    }

    private List<Present> people(SessionId session, LiveRoom room) {
        return room.people().stream()
                .map(occupant -> Present.of(occupant, presence.since(session, occupant.participant()), room.state()))
                .toList();
    }

    /** Shows the people on this node who is present. */
    void showPresence() {
        Isolation.forEach(rooms.entrySet(), here -> here.getValue()
                .tell(connection -> true, presenceFrame(here.getKey(), here.getValue())));
    }

    Set<SessionId> sessions() {
        return rooms.keySet();
    }

    List<RoomConnection> connections() {
        return rooms.values().stream()
                .flatMap(room -> room.connections().stream())
                .toList();
    }
}
