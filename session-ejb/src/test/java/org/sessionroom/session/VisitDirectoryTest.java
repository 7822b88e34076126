package org.sessionroom.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import jakarta.ejb.NoSuchEJBException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.infinispan.commons.CacheException;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.Person;

class VisitDirectoryTest {

    private static final SessionId SESSION = new SessionId(UUID.randomUUID());
    private static final Person PAULO = Person.therapist("paulo");

    private final Set<String> alive = new HashSet<>(Set.of("one", "two"));
    private final List<Bean> beans = new ArrayList<>();
    private final ConcurrentMap<String, String> cache = new ConcurrentHashMap<>();
    private final VisitDirectory one = new Node("one", cache);
    private final VisitDirectory two = new Node("two", cache);

    @Test
    void whoeverLeavesHasLeftAndLeavesNothingBehind() {
        Visit visit = one.enter(PAULO, SESSION);
        one.leave(visit);
        assertTrue(beans.get(0).left);
        assertTrue(cache.isEmpty());
    }

    @Test
    void theVisitOfADeadNodeGoesOnAtAnother() {
        Visit before = one.enter(PAULO, SESSION);
        alive.remove("one");
        Visit now = two.enter(PAULO, SESSION);
        assertSame(before.conductor(), now.conductor());
        assertEquals(1, beans.size());
        two.leave(now);
        assertTrue(beans.get(0).left);
        assertTrue(cache.isEmpty());
    }

    @Test
    void aNodeThatWasTakenForDeadDoesNotEndTheVisitThatGoesOn() {
        Visit before = one.enter(PAULO, SESSION);
        alive.remove("one");
        Visit now = two.enter(PAULO, SESSION);
        alive.add("one");
        one.leave(before);
        assertFalse(beans.get(0).left);
        two.leave(now);
        assertTrue(beans.get(0).left);
    }

    @Test
    void aDepartureThatANodeCouldNotRecordBeforeItStoppedIsNone() {
        Visit before = one.enter(PAULO, SESSION);
        beans.get(0).failure = Optional.of(new EJBException("stopping"));
        assertThrows(EJBException.class, () -> one.leave(before));
        alive.remove("one");
        beans.get(0).failure = Optional.empty();
        assertSame(before.conductor(), two.enter(PAULO, SESSION).conductor());
    }

    @Test
    void aNewerWindowIsAVisitOfItsOwnAndEachIsEnded() {
        Visit older = one.enter(PAULO, SESSION);
        Visit newer = two.enter(PAULO, SESSION);
        assertNotSame(older.conductor(), newer.conductor());
        one.leave(older);
        assertTrue(beans.get(0).left);
        assertEquals(1, cache.size(), "the newer one can still be found");
        two.leave(newer);
        assertTrue(beans.get(1).left);
        assertTrue(cache.isEmpty());
    }

    @Test
    void anotherPersonInTheSeatDoesNotContinueTheVisit() {
        ParticipantId seat = new ParticipantId(UUID.randomUUID());
        one.enter(Person.client(seat, SESSION, UUID.randomUUID()), SESSION);
        alive.remove("one");
        two.enter(Person.client(seat, SESSION, UUID.randomUUID()), SESSION);
        assertEquals(2, beans.size());
    }

    @Test
    void aVisitWhoseBeanIsLostIsBegunAgain() {
        one.enter(PAULO, SESSION);
        alive.remove("one");
        beans.get(0).failure = Optional.of(new NoSuchEJBException());
        Visit now = two.enter(PAULO, SESSION);
        assertSame(beans.get(1), now.conductor());
        two.leave(now);
        assertTrue(cache.isEmpty());
    }

    @Test
    void anEndedSessionIsNeitherContinuedNorEnteredAgain() {
        one.enter(PAULO, SESSION);
        alive.remove("one");
        beans.get(0).failure = Optional.of(new SessionRejected(Rejection.WRONG_STATE));
        assertThrows(SessionRejected.class, () -> two.enter(PAULO, SESSION));
        assertEquals(1, beans.size());
    }

    @Test
    void whileTheDatabaseDoesNotAnswerTheVisitIsKept() {
        one.enter(PAULO, SESSION);
        alive.remove("one");
        beans.get(0).failure = Optional.of(new SessionUnavailable(Rejection.UNAVAILABLE));
        assertThrows(SessionUnavailable.class, () -> two.enter(PAULO, SESSION));
        beans.get(0).failure = Optional.empty();
        assertSame(beans.get(0), two.enter(PAULO, SESSION).conductor());
    }

    @Test
    void ofTwoWindowsThatComeBackOneContinuesTheVisit() {
        one.enter(PAULO, SESSION);
        alive.remove("one");
        String abandoned = cache.values().iterator().next();
        Visit first = two.enter(PAULO, SESSION);
        // As the second window read it, before the first took it.
        Visit second = new Node("two", new ConcurrentHashMap<>(cache) {
                    @Override
                    public String get(Object key) {
                        return abandoned;
                    }
                })
                .enter(PAULO, SESSION);
        assertNotSame(first.conductor(), second.conductor());
    }

    @Test
    void aCacheThatDoesNotAnswerKeepsNobodyOut() {
        var silent = new Node("one", new ConcurrentHashMap<>() {
            @Override
            public String get(Object key) {
                throw new CacheException("silent");
            }

            @Override
            public String put(String key, String value) {
                throw new CacheException("silent");
            }

            @Override
            public boolean remove(Object key, Object value) {
                throw new CacheException("silent");
            }
        });
        silent.leave(silent.enter(PAULO, SESSION));
        assertTrue(beans.get(0).left);
    }

    /** The directory of one node; the beans of all are found everywhere. */
    private final class Node extends VisitDirectory {

        private final String name;

        Node(String name, ConcurrentMap<String, String> cache) {
            this.name = name;
            open(cache);
        }

        @Override
        String node() {
            return name;
        }

        @Override
        boolean isAlive(String node) {
            return alive.contains(node);
        }

        @Override
        SessionConductor create() {
            beans.add(new Bean());
            return beans.get(beans.size() - 1);
        }

        @Override
        String write(SessionConductor reference) {
            return Integer.toString(beans.indexOf(reference));
        }

        @Override
        SessionConductor read(String reference) {
            return beans.get(Integer.parseInt(reference));
        }
    }

    private static final class Bean extends SessionConductor {

        private static final long serialVersionUID = 1L;

        private transient Optional<RuntimeException> failure = Optional.empty();
        private boolean left;

        @Override
        public Entrance enter(Person person, SessionId id) {
            fail();
            return null;
        }

        private void fail() {
            failure.ifPresent(thrown -> {
                throw thrown;
            });
        }

        @Override
        public void leave() {
            fail();
            left = true;
        }
    }
}
