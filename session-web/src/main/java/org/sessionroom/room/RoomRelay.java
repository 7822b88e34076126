package org.sessionroom.room;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.jboss.logging.Logger;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.dispatcher.Command;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

/**
 * Tells the other nodes. News may be lost with a node or a line; nothing depends on it but speed: browsers notice a gap in
 * the sequence and resume, rights are asked anew with every change.
 */
@ApplicationScoped
public class RoomRelay {

    private static final Logger LOG = Logger.getLogger(RoomRelay.class);

    @Resource(lookup = "java:jboss/clustering/server/command-dispatcher-factory/default")
    private CommandDispatcherFactory<GroupMember> factory;

    @Inject
    private Provider<Rooms> rooms;

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
        if (factory.getGroup().isSingleton()) {
            return;
        }
        try {
            dispatcher.dispatchToGroup(
                    new Delivery(news), Set.of(factory.getGroup().getLocalMember()));
        } catch (IOException e) {
            LOG.debug("news for other nodes was lost", e);
        }
    }

    void receive(RoomNews news) {
        rooms.get().receive(news);
    }

    /** Carries news to another node's relay. */
    record Delivery(RoomNews news) implements Command<Void, RoomRelay, RuntimeException>, Serializable {

        @Override
        public Void execute(RoomRelay relay) {
            relay.receive(news);
            return null;
        }
    }
}
