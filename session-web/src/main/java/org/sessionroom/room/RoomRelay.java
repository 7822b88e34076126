package org.sessionroom.room;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.sessionroom.session.SessionId;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.dispatcher.Command;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

/**
 * Sends messages to the other nodes, in the order in which events happened here. Messages may be lost with a node or a connection; the
 * loss is repaired: as soon as a node is reached again, the sockets that it has of the sessions concerned reconnect and resume, rights
 * are checked with every change, and {@link RoomRefresh} reloads the rest periodically, and more often while a microphone is open.
 */
@ApplicationScoped
public class RoomRelay {

    private static final Logger LOG = Logger.getLogger(RoomRelay.class);

    /** Maximum messages that may wait for one node; a node that is so far behind counts as unresponsive. */
    private static final int MOST_WAITING = 10_000;

    private static final int PATIENCE_SECONDS = 2;

    /** How often lost messages are looked for. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** A node that was cut off or frozen for longer is taken for dead; one that starts again is another member. */
    private static final Duration LONGEST_ABSENCE = Duration.ofHours(1);

    private final Map<GroupMember, MemberQueue> queues = new ConcurrentHashMap<>();

    @Resource(lookup = "java:jboss/clustering/server/command-dispatcher-factory/default")
    private CommandDispatcherFactory<GroupMember> factory;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    private ManagedExecutorService executor;

    @Inject
    private Provider<LiveRooms> rooms;

    private CommandDispatcher<GroupMember, RoomRelay> dispatcher;

    /**
     * Starts with the application. Otherwise the messages of other nodes would be lost until somebody enters a room on this node, and the
     * first socket would be closed at once, to make up for them.
     */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        // Observing this event creates the bean, which opens the dispatcher.
    }

    @PostConstruct
    void open() {
        dispatcher = factory.createCommandDispatcher("session-rooms", this);
    }

    @PreDestroy
    void close() {
        dispatcher.close();
    }

    void send(RoomNews news) {
        Set<GroupMember> others = others();
        others.forEach(node -> queues.computeIfAbsent(node, MemberQueue::new));
        queues.forEach((node, queue) -> {
            if (others.contains(node)) {
                queue.add(news);
            } else {
                queue.miss(List.of(news));
            }
        });
    }

    /** Lets the sockets at other nodes resume, for the sessions of which those nodes have missed a message. */
    void repair(long nanoTime) {
        Set<GroupMember> others = others();
        queues.entrySet().removeIf(entry -> entry.getValue().isGone(others.contains(entry.getKey()), nanoTime));
        others.stream().map(queues::get).filter(Objects::nonNull).forEach(MemberQueue::repair);
    }

    private Set<GroupMember> others() {
        Set<GroupMember> others =
                new HashSet<>(factory.getGroup().getMembership().getMembers());
        others.remove(factory.getGroup().getLocalMember());
        return others;
    }

    void receive(List<RoomNews> news) {
        news.forEach(rooms.get()::receive);
    }

    /**
     * The queue of messages for one other node. The dispatcher may reorder commands, so the next delivery
     * is sent when the previous one was carried out, and contains all messages since then.
     */
    private final class MemberQueue {

        private final GroupMember node;
        private final Set<SessionId> missed = new HashSet<>();
        private List<RoomNews> waiting = new ArrayList<>();
        private boolean underWay;
        private OptionalLong absentSince = OptionalLong.empty();

        MemberQueue(GroupMember node) {
            this.node = node;
        }

        synchronized void add(RoomNews news) {
            if (waiting.size() == MOST_WAITING) {
                miss(waiting);
                waiting.clear();
            }
            waiting.add(news);
            if (!underWay) {
                try {
                    executor.execute(this::deliver);
                    underWay = true;
                } catch (RejectedExecutionException suspended) {
                    // The waiting messages are sent with the next one.
                    LOG.debug("messages for another node wait", suspended);
                }
            }
        }

        synchronized void miss(List<RoomNews> news) {
            news.stream()
                    .filter(each -> !each.mayBeDropped())
                    .map(RoomNews::session)
                    .forEach(missed::add);
        }

        synchronized void repair() {
            List<SessionId> sessions = List.copyOf(missed);
            missed.clear();
            sessions.forEach(session -> add(new RoomNews.Unknown(session)));
        }

        /** Whether the node will not come back. */
        synchronized boolean isGone(boolean present, long nanoTime) {
            if (present) {
                absentSince = OptionalLong.empty();
                return false;
            }
            absentSince = OptionalLong.of(absentSince.orElse(nanoTime));
            return nanoTime - absentSince.getAsLong() > LONGEST_ABSENCE.toNanos();
        }

        private void deliver() {
            try {
                for (List<RoomNews> next = next(); !next.isEmpty(); next = next()) {
                    deliver(next);
                }
            } catch (Error broken) {
                ended();
                throw broken;
            }
        }

        private synchronized void ended() {
            underWay = false;
        }

        private synchronized List<RoomNews> next() {
            List<RoomNews> next = waiting;
            waiting = new ArrayList<>();
            underWay = !next.isEmpty();
            return next;
        }

        private void deliver(List<RoomNews> news) {
            try {
                CompletableFuture<Void> delivered =
                        dispatcher.dispatchToMember(new Delivery(news), node).toCompletableFuture();
                await(delivered, news);
            } catch (IOException | RuntimeException e) {
                LOG.debug("a message for another node was lost", e);
                miss(news);
            }
        }

        private void await(CompletableFuture<Void> delivered, List<RoomNews> news) {
            try {
                delivered.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                // It may still arrive. It is lost when the group takes the node for dead.
                delivered.whenComplete((done, failure) -> {
                    if (failure != null) {
                        miss(news);
                    }
                });
            } catch (ExecutionException lost) {
                LOG.debug("a message for another node was lost", lost);
                miss(news);
            } catch (InterruptedException e) {
                miss(news);
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Carries messages to another node's relay. */
    record Delivery(List<RoomNews> news) implements Command<Void, RoomRelay, RuntimeException>, Serializable {

        @Override
        public Void execute(RoomRelay relay) {
            relay.receive(news);
            return null;
        }
    }
}
