package org.sessionroom.participant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.infinispan.Cache;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.Sessions;

/**
 * Who is connected, on any node. A mark is made when somebody connects, refreshed while they stay and gone by itself when
 * their node is. Marks may be lost: the next refresh brings them back. What a time limit depends on, that somebody was
 * there at all, is written to the database.
 */
@ApplicationScoped
public class Presence {

    /** How often connections must refresh their mark, and how long a mark lives without. */
    public static final int REFRESH_SECONDS = 10;

    private static final int LIFE_SECONDS = 3 * REFRESH_SECONDS;
    private static final String SEPARATOR = " ";

    @Resource(lookup = "java:jboss/infinispan/cache/rooms/presence")
    private Cache<String, String> marks;

    @Inject
    private Sessions sessions;

    @Inject
    private Clock clock;

    /**
     * A connection takes the seat; whichever had it before no longer counts.
     *
     * @param since when it was opened, by which the other's page knows that somebody has come anew: the same for as long as
     *     it stays
     */
    public void arrive(Seat seat, UUID connection, Instant since) {
        marks.put(key(seat), mark(connection, since), LIFE_SECONDS, TimeUnit.SECONDS);
    }

    /** The connection, open since then, still holds its seat, unless a newer one took it over. */
    public void stay(Seat seat, UUID connection, Instant since) {
        String own = mark(connection, since);
        if (!marks.replace(key(seat), own, own, LIFE_SECONDS, TimeUnit.SECONDS)) {
            marks.putIfAbsent(key(seat), own, LIFE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Notes for the empty-room rule that these sessions are not empty. */
    @Transactional
    public void markPresent(Collection<Seat> seats) {
        sessions.markPresent(seats.stream().map(Seat::session).collect(Collectors.toSet()), clock.instant());
    }

    /** The connection, open since then, is gone; a newer one that took the seat over stays. */
    @Transactional
    public void depart(Seat seat, UUID connection, Instant since) {
        marks.remove(key(seat), mark(connection, since));
        sessions.markPresent(Set.of(seat.session()), clock.instant());
    }

    /** Since when somebody is connected, or empty when they are not. */
    public Optional<Instant> since(SessionId session, ParticipantId participant) {
        return Optional.ofNullable(marks.get(key(session, participant)))
                .map(mark -> Instant.parse(mark.split(SEPARATOR)[1]));
    }

    private static String mark(UUID connection, Instant since) {
        return connection + SEPARATOR + since;
    }

    private static String key(Seat seat) {
        return key(seat.session(), seat.participant());
    }

    private static String key(SessionId session, ParticipantId participant) {
        return session + "/" + participant;
    }
}
