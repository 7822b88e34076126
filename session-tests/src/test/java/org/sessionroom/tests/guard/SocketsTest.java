package org.sessionroom.tests.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.guard.ModuleArrowsTest.ALL;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A browser that does not read what it is sent must not use up the memory of the others. */
class SocketsTest {

    private static final String QUEUE = "org.sessionroom.room.SendQueue";
    private static final String DOOR = "org.sessionroom.room.SocketDoor";

    @Test
    void everySocketHasATimeLimitForSending() {
        List<JavaClass> endpoints = ALL.stream()
                .filter(type -> type.isAnnotatedWith("jakarta.websocket.server.ServerEndpoint"))
                .toList();
        assertTrue(endpoints.size() > 2, endpoints::toString);
        assertEquals(
                List.of(),
                endpoints.stream()
                        .filter(endpoint -> !calls(endpoint, DOOR, "admit"))
                        .map(JavaClass::getName)
                        .toList());
        assertTrue(calls(ALL.get(DOOR), "jakarta.websocket.RemoteEndpoint$Async", "setSendTimeout"));
    }

    @Test
    void whatIsSentWaitsInALimitedQueue() {
        noClasses()
                .should()
                .callMethod("jakarta.websocket.Session", "getBasicRemote")
                .check(ALL);
        assertEquals(
                List.of(),
                ALL.stream()
                        .filter(type -> calls(type, "jakarta.websocket.RemoteEndpoint$Async", "sendText"))
                        .filter(type -> type.getAllFields().stream()
                                .noneMatch(field -> field.getRawType().getName().equals(QUEUE)))
                        .map(JavaClass::getName)
                        .toList());
    }

    private static boolean calls(JavaClass caller, String owner, String method) {
        return caller.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(owner)
                        && call.getName().equals(method));
    }
}
