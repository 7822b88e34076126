package org.sessionroom.tests.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.limit.Bulkheads;
import org.sessionroom.limit.CommonLimits;
import org.sessionroom.limit.CommonPlaces;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SharedSlots;
import org.sessionroom.limit.WorkLimits;
import org.sessionroom.session.SessionId;

/**
 * What is limited for each person in each session is also limited for whoever owns many sessions: a therapist may have as many sessions,
 * and by their links as many guests, as appointments.
 */
class BudgetOwnersTest {

    private static final Set<Class<?>> LIMITS = Set.of(
            RateLimits.class,
            WorkLimits.class,
            SharedSlots.class,
            Bulkheads.class,
            CommonLimits.class,
            CommonPlaces.class);

    /** They do not tell the members of one owner apart. */
    private static final Set<Class<?>> WITHOUT_SHARES = Set.of(RateLimits.class, WorkLimits.class, Bulkheads.class);

    private static boolean isLimit(JavaField field) {
        return LIMITS.stream().anyMatch(limit -> field.getRawType().isEquivalentTo(limit))
                || field.getOwner().getName().equals("org.sessionroom.room.SocketBudgets");
    }

    private static boolean isKeyedBySession(JavaField field) {
        return field.getType().getAllInvolvedRawTypes().stream()
                .flatMap(type -> type.getFields().stream())
                .anyMatch(part -> part.getRawType().isEquivalentTo(SessionId.class));
    }

    private static boolean countsByOwner(JavaClass type) {
        return type.getFields().stream()
                .filter(BudgetOwnersTest::isLimit)
                .anyMatch(field -> field.getType().getAllInvolvedRawTypes().stream()
                        .anyMatch(key -> key.isEquivalentTo(BudgetOwner.class)));
    }

    /** The guests of one therapist do not know each other: what one of them uses must not be missing for another. */
    @Test
    void whatAnOwnerHasIsSharedEquallyByTheMembers() {
        assertEquals(
                List.of(),
                fields().filter(field -> WITHOUT_SHARES.stream()
                                .anyMatch(limit -> field.getRawType().isEquivalentTo(limit)))
                        .filter(field -> field.getType().getAllInvolvedRawTypes().stream()
                                .anyMatch(key -> key.isEquivalentTo(BudgetOwner.class)))
                        .toList());
    }

    private static Stream<JavaField> fields() {
        return new ClassFileImporter()
                        .importPaths(Stream.of("session-ejb", "session-web", "session-api")
                                .map(module -> Path.of("..", module, "target", "classes"))
                                .toList())
                        .stream()
                        .flatMap(type -> type.getFields().stream());
    }

    @Test
    void whatIsLimitedInEachSessionIsLimitedInAllSessions() {
        Set<JavaClass> inEachSession = fields().filter(BudgetOwnersTest::isLimit)
                .filter(BudgetOwnersTest::isKeyedBySession)
                .map(JavaField::getOwner)
                .collect(Collectors.toSet());
        assertEquals(3, inEachSession.size(), inEachSession.toString());
        assertEquals(
                Set.of(),
                inEachSession.stream().filter(type -> !countsByOwner(type)).collect(Collectors.toSet()));
    }
}
