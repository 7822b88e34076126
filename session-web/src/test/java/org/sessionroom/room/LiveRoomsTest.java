package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.Messages;
import org.sessionroom.consent.GivenConsents;
import org.sessionroom.json.StrictJson;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Presence;
import org.sessionroom.participant.Seat;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionChanged;
import org.sessionroom.session.SessionConductor.Entrance;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.TranscriptTerms;
import org.sessionroom.transcript.Microphones;
import org.sessionroom.transcript.TranscriptionService;

class LiveRoomsTest {

    private static final UUID ID = UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6");
    private static final SessionId SESSION = new SessionId(ID);
    private static final ParticipantId PAULO = new ParticipantId(ID);
    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");

    private final LiveRooms rooms = new LiveRooms();
    private final List<String> heard = new ArrayList<>();
    private final Set<String> moments = new HashSet<>();
    private final Busy presence = new Busy();

    /** The other person enters at the very moment when one's own presence is stored. */
    private final class Busy extends Presence {

        private Optional<Instant> marked = Optional.empty();

        @Override
        public void arrive(Seat seat, UUID connection, Instant since) {
            marked = Optional.of(since);
            rooms.receive(new RoomNews.Told(SESSION, "{\"type\":\"presence\"}"));
        }

        @Override
        public void stay(Collection<Stay> connections) {
            connections.forEach(one -> marked = Optional.of(one.since()));
        }

        @Override
        public void markPresent(Collection<Seat> seats) {
            // The empty-room rule is not tested here.
        }

        @Override
        public Optional<Instant> since(SessionId session, ParticipantId participant) {
            return marked;
        }
    }

    private static final class Alone extends RoomRelay {

        @Override
        void send(RoomNews news) {
            // There is no other node.
        }
    }

    /** A transcription service without a recogniser. */
    private static final class Deaf extends TranscriptionService {

        @Override
        public boolean isPossible() {
            return false;
        }
    }

    /** The session's state has changed since it was read for the entrance, or not. */
    private static final class Moved extends SessionLifecycle {

        private final long revision;

        Moved(long revision) {
            this.revision = revision;
        }

        @Override
        public List<TranscriptTerms> transcriptTerms(Collection<SessionId> ids) {
            return List.of(session(revision).transcriptTerms());
        }

        @Override
        public SessionChanged now(SessionId id) {
            return new SessionChanged(session(revision), GivenConsents.after(List.of()));
        }
    }

    @Test
    void theWelcomeComesBeforeAllNews() throws ReflectiveOperationException {
        comesIn(new Moved(0));
        assertEquals(List.of("welcome", "presence", "presence"), heard);
    }

    @Test
    void whatChangedWhileSomebodyCameInIsToldThem() throws ReflectiveOperationException {
        comesIn(new Moved(1));
        assertEquals(List.of("welcome", "presence", "session", "presence", "presence"), heard);
    }

    /** Also if the room already knows the state, because the other person is in it. */
    @Test
    void whoComesInBehindTheNewsIsToldThem() throws ReflectiveOperationException {
        comesIn(new Moved(0));
        rooms.receive(news(1));
        heard.clear();
        comesIn(new Moved(1));
        assertEquals(
                List.of("welcome", "session"),
                heard.stream()
                        .filter(type -> !type.equals("presence"))
                        .distinct()
                        .toList());
    }

    /** The message may arrive after the node has read the same state from the database. */
    @Test
    void aStateIsToldOnceHoweverOftenItIsNews() throws ReflectiveOperationException {
        comesIn(new Moved(0));
        heard.clear();
        rooms.receive(news(1));
        rooms.receive(news(1));
        assertEquals(1, heard.stream().filter("session"::equals).count());
    }

    /** The message from the other node was lost. */
    @Test
    void whatSomebodyBringsInIsNewsToTheOther() throws ReflectiveOperationException {
        comesIn(new Moved(0));
        heard.clear();
        comesIn(new Moved(1), 1);
        assertEquals(
                List.of("session", "welcome"),
                heard.stream().filter(type -> !type.equals("presence")).toList());
    }

    /** The other's page detects by this time whether a person reconnected, and then begins the call again. */
    @Test
    void sinceWhenSomebodyIsThereStaysTheSameWhileTheyStay() throws ReflectiveOperationException {
        comesIn(new Moved(0));
        var refresh = new RoomRefresh();
        inject(refresh, "rooms", rooms);
        inject(refresh, "presence", presence);
        refresh.presence();
        assertEquals(Set.of(NOW.toString()), moments);
    }

    private static RoomNews.StateChanged news(long revision) {
        return new RoomNews.StateChanged(
                SESSION, RoomState.of(session(revision), GivenConsents.after(List.of())), "{\"type\":\"session\"}");
    }

    private void comesIn(SessionLifecycle lifecycle) throws ReflectiveOperationException {
        comesIn(lifecycle, 0);
    }

    /** @param revision of the session when it was read for the entrance */
    private void comesIn(SessionLifecycle lifecycle, long revision) throws ReflectiveOperationException {
        inject(rooms, "lifecycle", lifecycle);
        inject(rooms, "transcriptionService", new Deaf());
        inject(rooms, "microphones", new Microphones());
        inject(rooms, "presence", presence);
        inject(rooms, "relay", new Alone());
        inject(rooms, "clock", Clock.systemUTC());
        Seat seat = new Seat(Person.therapist("paulo"), SESSION, PAULO);
        Entrance entrance = new Entrance(
                seat,
                session(revision),
                GivenConsents.after(List.of()),
                List.of(new Occupant(new Author(PAULO, null), ParticipantRole.THERAPIST, "Paulo")));
        Session socket = socket();
        rooms.enter(
                new RoomConnection(ID, seat, Messages.in(Messages.ENGLISH), NOW, socket, Guards.of(socket)), entrance);
    }

    private static void inject(Object bean, String field, Object value) throws ReflectiveOperationException {
        Field injected = bean.getClass().getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(bean, value);
    }

    private static SessionView session(long revision) {
        return new SessionView(
                SESSION,
                ID,
                "paulo",
                SessionStatus.PENDING,
                RoomRules.FIRST,
                new TranscriptTerms(SESSION, revision, null),
                0,
                false,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** A socket that records the types of the frames and confirms each as sent. */
    private Session socket() {
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            if (method.getName().equals("sendText")) {
                JsonObject frame = StrictJson.parse((String) arguments[0]);
                heard.add(frame.getString("type"));
                if (frame.containsKey("people")) {
                    moments.add(frame.getJsonArray("people").getJsonObject(0).getString("since", "never"));
                }
                ((jakarta.websocket.SendHandler) arguments[1]).onResult(new jakarta.websocket.SendResult());
            }
            return null;
        });
        return proxy(
                Session.class, (self, method, arguments) -> method.getName().equals("getAsyncRemote") ? remote : null);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
