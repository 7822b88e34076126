package org.sessionroom.room;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.sessionroom.call.MinuteOfCall;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.transcript.Listening;

/** The part of a session's room that is on this node. */
final class LiveRoom {

    private static final long TURN_MILLIS = 500;

    private final List<RoomConnection> connections = new CopyOnWriteArrayList<>();
    private final Map<ParticipantId, Listening> listening = new ConcurrentHashMap<>();
    private final List<MicrophoneStream> microphones = new CopyOnWriteArrayList<>();
    private final ReentrantLock order = new ReentrantLock(true);
    private final Map<ParticipantId, MinuteOfCall> minutes = new ConcurrentHashMap<>();
    private volatile RoomState state;
    private volatile List<Occupant> people;

    LiveRoom(RoomState state, List<Occupant> people) {
        this.state = state;
        this.people = people;
    }

    /** Held from a change's transaction until it is published, so that a node publishes changes in their order. */
    ReentrantLock order() {
        return order;
    }

    /**
     * Takes {@link #order}, unless others hold it too long: a room whose transactions are blocked must not block
     * the server's threads as well.
     *
     * @return whether it was taken; then the caller must unlock it
     */
    boolean takeTurn() {
        try {
            return order.tryLock(TURN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void add(RoomConnection connection) {
        connections.add(connection);
    }

    /** @return whether it was there */
    boolean remove(RoomConnection connection) {
        return connections.remove(connection);
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    List<RoomConnection> connections() {
        return connections;
    }

    /** A person's newest connection with the same login. */
    Optional<RoomConnection> connection(Person person) {
        return connections.stream()
                .filter(connection -> connection.person().id().equals(person.id())
                        && Objects.equals(connection.person().login(), person.login()))
                .reduce((older, newer) -> newer);
    }

    /** Adds a microphone; closes older ones of the same person, and this one at once if it is no longer allowed. */
    void listen(MicrophoneStream stream) {
        microphones.stream()
                .filter(older -> older.seat().participant().equals(stream.seat().participant()))
                .forEach(older -> older.close(CloseReasons.SEAT_TAKEN, true));
        microphones.add(stream);
        hangUpUnwanted();
    }

    void forget(MicrophoneStream stream) {
        microphones.remove(stream);
    }

    /**
     * Closes microphones at once that are no longer allowed: in a pause, without a consent, off the record. Also those of a person who left,
     * and those opened under other terms, whose end this node may have missed; the page may open these again.
     */
    void hangUpUnwanted() {
        RoomState now = state;
        for (MicrophoneStream stream : microphones) {
            boolean over = stream.microphone().isOverBy(now.transcriptTerms());
            boolean keepLateResults = now.mayStoreResults() && !over;
            if (!now.allows(Action.TRANSCRIBE, stream.seat().person())) {
                stream.close(CloseReasons.NOT_LISTENED_TO, keepLateResults);
            } else if (over || connection(stream.seat().person()).isEmpty()) {
                stream.close(CloseReasons.TRY_AGAIN_LATER, keepLateResults);
            }
        }
    }

    /** Closes every microphone at once and discards what is still expected; the pages may open them again. */
    void hangUpAll() {
        microphones.forEach(stream -> stream.close(CloseReasons.TRY_AGAIN_LATER, false));
    }

    void setListening(ParticipantId participant, Listening now) {
        listening.put(participant, now);
    }

    /** The last published transcription state of each person's microphone. */
    Map<ParticipantId, Listening> listening() {
        return listening;
    }

    /** Closes older connections of a person who has entered again. */
    void giveSeatTo(ParticipantId participant, RoomConnection newest) {
        connections.stream()
                .filter(connection ->
                        connection != newest && connection.seat().participant().equals(participant))
                .forEach(connection -> connection.close(CloseReasons.SEAT_TAKEN));
    }

    /** Closes the connections of a client whose invitation no longer holds the seat. */
    void closeSuperseded() {
        connections.stream()
                .filter(connection -> !state.seats(connection.person()))
                .forEach(connection -> connection.close(CloseReasons.NOT_YOURS));
    }

    void tell(Predicate<RoomConnection> whom, String frame) {
        connections.stream().filter(whom).forEach(connection -> connection.send(frame));
    }

    void show(Predicate<RoomConnection> whom, String frame) {
        connections.stream().filter(whom).forEach(connection -> connection.offer(frame));
    }

    /** Closes the microphones of these logins, discarding what is still expected, and then their connections. */
    void endLogins(Set<UUID> logins) {
        microphones.stream()
                .filter(stream -> logins.contains(stream.seat().person().login()))
                .forEach(stream -> stream.close(CloseReasons.LOGGED_OUT, false));
        connections.stream()
                .filter(connection -> logins.contains(connection.person().login()))
                .forEach(connection -> connection.close(CloseReasons.LOGGED_OUT));
    }

    void closeAll(CloseReasons reason) {
        connections.forEach(connection -> connection.close(reason));
    }

    /** The current minute of one person's call; it outlives their connection. */
    MinuteOfCall minuteOf(RoomConnection connection) {
        ParticipantRole role = connection.isClient() ? ParticipantRole.CLIENT : ParticipantRole.THERAPIST;
        return minutes.computeIfAbsent(connection.seat().participant(), id -> new MinuteOfCall(role));
    }

    RoomState state() {
        return state;
    }

    /**
     * Takes a new state of the session; states of two transactions may arrive in either order, and an older one is ignored.
     *
     * @return false if it was older
     */
    synchronized boolean setState(RoomState news) {
        if (news.revision() < state.revision()) {
            return false;
        }
        state = news;
        return true;
    }

    List<Occupant> people() {
        return people;
    }

    void setPeople(List<Occupant> people) {
        this.people = people;
    }

    synchronized void rename(Author holder, String name) {
        people = people.stream()
                .map(occupant -> occupant.participant().equals(holder.participant())
                        ? new Occupant(holder, occupant.role(), name)
                        : occupant)
                .toList();
    }
}
