package org.sessionroom.session;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.remoting.transport.Address;
import org.jboss.logging.Logger;
import org.sessionroom.participant.Person;
import org.sessionroom.session.SessionConductor.Entrance;

/**
 * Finds the bean of a person's visit again when the node that served it has died: the container replicates the bean, and this cache
 * the reference to it. While that node lives, each connection is a visit of its own, because its node will end it.
 *
 * <p>An entry may be lost or lead nowhere; then the person begins a new visit, and nothing else is different.
 */
@ApplicationScoped
public class VisitDirectory {

    private static final Logger LOG = Logger.getLogger(VisitDirectory.class);

    /** The only classes of a reference: its serialized form, the bean's id, and the view of the bean that it becomes. */
    private static final ObjectInputFilter REFERENCE = ObjectInputFilter.Config.createFilter(
            "org.jboss.as.ejb3.component.stateful.StatefulSerializedProxy;org.jboss.ejb.client.*;"
                    + SessionConductor.class.getName() + "*;!*");

    @Resource(lookup = "java:jboss/infinispan/cache/rooms/visits")
    private Cache<String, String> cache;

    private ConcurrentMap<String, String> entries;

    @PostConstruct
    void open() {
        open(cache);
    }

    void open(ConcurrentMap<String, String> shared) {
        entries = shared;
    }

    /**
     * A person enters the room: continues the visit that the death of its node has cut off, or begins a new one.
     *
     * @throws SessionRejected if the session is over or it is not theirs
     */
    public Visit enter(Person person, SessionId session) {
        String key = key(person, session);
        Optional<VisitEntry> known = find(key).filter(entry -> !isAlive(entry.node()));
        return known.flatMap(entry -> continued(key, entry, person, session))
                .orElseGet(() -> begun(key, person, session));
    }

    private Optional<Visit> continued(String key, VisitEntry before, Person person, SessionId session) {
        try {
            SessionConductor conductor = read(before.bean());
            Entrance entrance = conductor.enter(person, session);
            var now = new VisitEntry(node(), before.bean());
            boolean first = entries.replace(key, before.toString(), now.toString());
            return first ? Optional.of(new Visit(conductor, entrance, key, now)) : Optional.empty();
        } catch (SessionRejected | SessionUnavailable refusal) {
            throw refusal;
        } catch (RuntimeException lost) {
            LOG.debug("a visit could not be continued", lost);
            return Optional.empty();
        }
    }

    private Visit begun(String key, Person person, SessionId session) {
        SessionConductor conductor = create();
        Entrance entrance = entrance(conductor, person, session);
        var entry = new VisitEntry(node(), write(conductor));
        quietly(() -> entries.put(key, entry.toString()));
        return new Visit(conductor, entrance, key, entry);
    }

    private static Entrance entrance(SessionConductor conductor, Person person, SessionId session) {
        try {
            return conductor.enter(person, session);
        } catch (SessionRejected | SessionUnavailable refusal) {
            conductor.leave();
            throw refusal;
        }
    }

    /**
     * The person has left, unless another node took this one for dead and continued their visit. The entry goes last: what could not
     * be recorded, because this node is stopping, is continued elsewhere.
     */
    public void leave(Visit visit) {
        if (goesOnElsewhere(visit)) {
            return;
        }
        visit.conductor().leave();
        quietly(() -> entries.remove(visit.key(), visit.entry().toString()));
    }

    private boolean goesOnElsewhere(Visit visit) {
        VisitEntry own = visit.entry();
        return find(visit.key())
                .filter(now -> now.bean().equals(own.bean()) && !now.node().equals(own.node()))
                .isPresent();
    }

    private Optional<VisitEntry> find(String key) {
        return quietly(() -> entries.get(key)).map(VisitEntry::parse);
    }

    /** Nobody waits longer, or is refused, because a node does not answer. */
    private static <T> Optional<T> quietly(Supplier<T> access) {
        try {
            return Optional.ofNullable(access.get());
        } catch (CacheException silent) {
            LOG.debug("a visit's entry was not reached", silent);
            return Optional.empty();
        }
    }

    /** Contains the invitation: who takes the client's seat by another is another person. */
    private static String key(Person person, SessionId session) {
        return session + "/" + Objects.toString(person.invitation(), "-") + "/" + person.id();
    }

    /** This one. */
    String node() {
        return id(cache.getCacheManager().getAddress());
    }

    boolean isAlive(String node) {
        return cache.getCacheManager().getMembers().stream()
                .anyMatch(member -> id(member).equals(node));
    }

    /** Not the node's name, which it has again after a restart. */
    private static String id(Address member) {
        return member.getNodeUUID().toString();
    }

    SessionConductor create() {
        try {
            return InitialContext.doLookup("java:app/session-ejb/SessionConductor");
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The container replaces its reference to a stateful bean by the bean's id when it is serialized. */
    String write(SessionConductor reference) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(reference);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    SessionConductor read(String reference) {
        try (var in = new ObjectInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(reference)))) {
            in.setObjectInputFilter(REFERENCE);
            return (SessionConductor) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
