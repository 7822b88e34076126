package org.sessionroom.room;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.dispatcher.Command;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

/**
 * Sends messages to the other nodes, in the order in which events happened here. Messages may be lost with a node or a connection; the
 * loss is repaired: browsers notice a gap in the sequence and resume, rights are checked with every change, and
 * {@link RoomRefresh} reloads the rest periodically, and more often while a microphone is open.
 */
@ApplicationScoped
public class RoomRelay {

    private static final Logger LOG = Logger.getLogger(RoomRelay.class);

    /** Maximum messages that may wait for one node; a node that is so far behind counts as unresponsive. */
    private static final int MOST_WAITING = 10_000;

    private static final int PATIENCE_SECONDS = 2;

    private final Map<GroupMember, Line> lines = new ConcurrentHashMap<>();

    @Resource(lookup = "java:jboss/clustering/server/command-dispatcher-factory/default")
    private CommandDispatcherFactory<GroupMember> factory;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private Provider<LiveRooms> rooms;

    private CommandDispatcher<GroupMember, RoomRelay> dispatcher;

    @PostConstruct
    void open() {
        dispatcher = factory.createCommandDispatcher("session-rooms", this);
    }

    @PreDestroy
    void close() {
        dispatcher.close();
    }

    void send(RoomNews news) {
        Set<GroupMember> others =
                new HashSet<>(factory.getGroup().getMembership().getMembers());
        others.remove(factory.getGroup().getLocalMember());
        lines.keySet().retainAll(others);
        others.forEach(node -> lines.computeIfAbsent(node, Line::new).add(news));
    }

    void receive(List<RoomNews> news) {
        news.forEach(rooms.get()::receive);
    }

    /**
     * The queue of messages for one other node. The dispatcher may reorder commands, so the next delivery
     * is sent when the previous one was carried out, and contains all messages since then.
     */
    private final class Line {

        private final GroupMember node;
        private List<RoomNews> waiting = new ArrayList<>();
        private boolean underWay;

        Line(GroupMember node) {
            this.node = node;
        }

        synchronized void add(RoomNews news) {
            if (waiting.size() == MOST_WAITING) {
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
                dispatcher
                        .dispatchToMember(new Delivery(news), node)
                        .toCompletableFuture()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
                LOG.debug("a message for another node was lost", e);
            } catch (InterruptedException e) {
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
