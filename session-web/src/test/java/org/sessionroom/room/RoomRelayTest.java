package org.sessionroom.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.room.RoomRelay.Delivery;
import org.sessionroom.session.SessionId;
import org.wildfly.clustering.server.Group;
import org.wildfly.clustering.server.GroupMember;
import org.wildfly.clustering.server.GroupMembership;
import org.wildfly.clustering.server.dispatcher.CommandDispatcher;
import org.wildfly.clustering.server.dispatcher.CommandDispatcherFactory;

class RoomRelayTest {

    private static final SessionId SESSION = new SessionId(UUID.fromString("01a204b3-f08d-7463-b80b-d8abaf6194f6"));
    private static final RoomNews CHANGE = new RoomNews.FieldChanged(SESSION, "{}");
    private static final RoomNews REPAIR = new RoomNews.Unknown(SESSION);

    private final GroupMember here = member("here");
    private final GroupMember other = member("other");
    private final List<GroupMember> members = new ArrayList<>(List.of(here, other));
    private final List<RoomNews> delivered = new ArrayList<>();
    private final RoomRelay relay = new RoomRelay();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean silent;
    private CompletableFuture<Void> slow;

    @BeforeEach
    void open() throws ReflectiveOperationException {
        GroupMembership<GroupMember> membership = answer(GroupMembership.class, (proxy, method, arguments) -> members);
        Group<GroupMember> group = answer(
                Group.class,
                (proxy, method, arguments) -> method.getName().equals("getMembership") ? membership : here);
        CommandDispatcher<GroupMember, RoomRelay> dispatcher =
                answer(CommandDispatcher.class, (proxy, method, arguments) -> dispatch((Delivery) arguments[0]));
        inject(
                "factory",
                answer(
                        CommandDispatcherFactory.class,
                        (proxy, method, arguments) -> method.getName().equals("getGroup") ? group : dispatcher));
        inject(
                "executor",
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ManagedExecutorService.class},
                        (proxy, method, arguments) -> {
                            tasks.add((Runnable) arguments[0]);
                            return null;
                        }));
        relay.open();
    }

    private void send(RoomNews news) {
        relay.send(news);
        deliver();
    }

    private void repair(Duration now) {
        relay.repair(now.toNanos());
        deliver();
    }

    private void deliver() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private CompletableFuture<Void> dispatch(Delivery delivery) {
        if (slow != null) {
            return slow;
        }
        if (silent) {
            return CompletableFuture.failedFuture(new IllegalStateException("not reached"));
        }
        delivered.addAll(delivery.news());
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void aNodeThatMissedAMessageIsToldAsSoonAsItIsReachedAgain() {
        silent = true;
        send(CHANGE);
        repair(Duration.ZERO);
        assertEquals(List.of(), delivered);
        silent = false;
        repair(Duration.ZERO);
        repair(Duration.ZERO);
        assertEquals(List.of(REPAIR), delivered, "once");
    }

    @Test
    void soIsOneThatWasCutOffMeanwhile() {
        send(CHANGE);
        members.remove(other);
        send(CHANGE);
        repair(Duration.ZERO);
        members.add(other);
        repair(Duration.ZERO);
        assertEquals(List.of(CHANGE, REPAIR), delivered);
    }

    /** A node may be slow, and receive everything all the same. */
    @Test
    void whatArrivesLateIsNotMissed() {
        slow = new CompletableFuture<>();
        send(CHANGE);
        slow.complete(null);
        slow = null;
        repair(Duration.ZERO);
        assertEquals(List.of(), delivered);
    }

    @Test
    void whatNeverArrivesIs() {
        slow = new CompletableFuture<>();
        send(CHANGE);
        slow.completeExceptionally(new IllegalStateException("suspected"));
        slow = null;
        repair(Duration.ZERO);
        assertEquals(List.of(REPAIR), delivered);
    }

    @Test
    void aNodeThatStaysAwayIsForgotten() {
        send(CHANGE);
        members.remove(other);
        send(CHANGE);
        repair(Duration.ZERO);
        repair(Duration.ofHours(2));
        members.add(other);
        repair(Duration.ofHours(2));
        assertEquals(List.of(CHANGE), delivered);
    }

    @Test
    void aMovementThatWasMissedIsNoReasonToReconnect() {
        silent = true;
        send(new RoomNews.Shown(SESSION, new ParticipantId(SESSION.value()), "{}"));
        silent = false;
        repair(Duration.ZERO);
        assertEquals(List.of(), delivered);
    }

    @SuppressWarnings("unchecked")
    private static <T> T answer(Class<?> type, InvocationHandler answers) {
        return (T) Proxy.newProxyInstance(RoomRelayTest.class.getClassLoader(), new Class<?>[] {type}, answers);
    }

    private static GroupMember member(String name) {
        return answer(GroupMember.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> name.hashCode();
            default -> name;
        });
    }

    private void inject(String field, Object value) throws ReflectiveOperationException {
        Field injected = RoomRelay.class.getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(relay, value);
    }
}
