package org.sessionroom.participant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.infinispan.Cache;
import org.jboss.logging.Logger;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionPresence;

/**
 * Who is connected, on any node. A mark is created when somebody connects, refreshed while they stay, and expires when
 * their node is lost. Marks may be lost: the next refresh creates them again. Time limits depend only on the presence that is
 * written to the database.
 */
@ApplicationScoped
public class Presence {

    /** How often connections must refresh their mark; a mark expires after three times as long. */
    public static final int REFRESH_SECONDS = 10;

    private static final int LIFE_SECONDS = 3 * REFRESH_SECONDS;
    private static final String SEPARATOR = " ";

    /** Time limit for all marks of one refresh together. */
    private static final int PATIENCE_SECONDS = 2;

    private static final Logger LOG = Logger.getLogger(Presence.class);

    /** Sessions that somebody left since presence was last written. */
    private final Set<SessionId> departures = ConcurrentHashMap.newKeySet();

    @Resource(lookup = "java:jboss/infinispan/cache/rooms/presence")
    private Cache<String, String> marks;

    @Inject
    private SessionPresence record;

    @Inject
    private Clock clock;

    /**
     * A connection takes the seat; the previous one no longer counts.
     *
     * @param since when it was opened, which shows the other page that somebody has reconnected: constant as long as
     *     it stays
     */
    public void arrive(Seat seat, UUID connection, Instant since) {
        marks.put(key(seat), mark(connection, since), LIFE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * These connections still hold their seats, unless newer ones took them over. All marks are written in parallel: another node that
     * does not answer must not delay each of them. A mark that failed is written by the next refresh.
     */
    public void stay(Collection<Stay> connections) {
        CompletableFuture<?>[] marked = connections.stream().map(this::stay).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(marked).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException later) {
            LOG.debug("some marks of presence were not refreshed", later);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<?> stay(Stay one) {
        String key = key(one.seat());
        String own = mark(one.connection(), one.since());
        return marks.replaceAsync(key, own, own, LIFE_SECONDS, TimeUnit.SECONDS)
                .thenCompose(replaced -> replaced
                        ? CompletableFuture.completedFuture(own)
                        : marks.putIfAbsentAsync(key, own, LIFE_SECONDS, TimeUnit.SECONDS));
    }

    /** A connection that still holds its seat, and when it was opened. */
    public record Stay(Seat seat, UUID connection, Instant since) {}

    /**
     * Records for the empty-room rule that these sessions, and those that somebody left since the last call, are not empty. Called
     * at every refresh, and never by somebody who enters or leaves: people do not wait for it.
     */
    @Transactional(TxType.NOT_SUPPORTED)
    public void markPresent(Collection<Seat> seats) {
        Set<SessionId> left = Set.copyOf(departures);
        Set<SessionId> present = seats.stream().map(Seat::session).collect(Collectors.toSet());
        present.addAll(left);
        record.note(present, clock.instant());
        departures.removeAll(left);
    }

    /** The connection is closed; a newer one that took the seat over stays. */
    public void depart(Seat seat, UUID connection, Instant since) {
        departures.add(seat.session());
        marks.remove(key(seat), mark(connection, since));
    }

    /** Since when a person is connected, or empty if they are not. */
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
