package org.sessionroom.tests.guard;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.tests.guard.ModuleArrowsTest.ALL;
import static org.sessionroom.tests.guard.ModuleArrowsTest.API;
import static org.sessionroom.tests.guard.ModuleArrowsTest.EJB;
import static org.sessionroom.tests.guard.ModuleArrowsTest.WEB;
import static org.sessionroom.tests.guard.ModuleArrowsTest.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.appointment.AppointmentEntity;
import org.sessionroom.appointment.Booking;
import org.sessionroom.database.Lookup;
import org.sessionroom.input.WrittenId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;

/** Rules of the code that no compiler checks: what may be called, and where. */
class CodeRulesTest {

    private static final String OBSERVES = "jakarta.enterprise.event.Observes";
    private static final String IN_PROGRESS = "IN_PROGRESS";

    private static final Pattern LOCKS =
            Pattern.compile("setLockMode\\(|, LockModeType\\.|\"[^\"]*(pg_advisory|for update|for share)");

    private static final Pattern QUEUED_OR_SKIPPED = Pattern.compile("locking\\(|SKIP_LOCKED|skip locked");

    /** Values that may be missing are checked; a caught NullPointerException would hide our own error behind one of the caller's. */
    @Test
    void nobodyCatchesANullPointerException() {
        ALL.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .flatMap(unit -> unit.getTryCatchBlocks().stream())
                .forEach(block -> assertTrue(
                        block.getCaughtThrowables().stream()
                                .noneMatch(caught -> caught.isEquivalentTo(NullPointerException.class)),
                        block::toString));
    }

    /** Hibernate's find also returns null if it could not read; {@code Lookup} distinguishes the two. */
    @Test
    void rowsAreFoundByTheirIdInOnePlaceAlone() {
        noClasses()
                .that(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(Lookup.class)))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "finds by id",
                        call -> call.getTargetOwner().isAssignableTo(EntityManager.class)
                                && Set.of("find", "getReference", "refresh", "lock")
                                        .contains(call.getName())))
                .check(ALL);
    }

    /**
     * Whoever may make others wait for a row is known before it is locked: {@code Gate} asks for the permission first. The other classes
     * lock for the room itself, for a seat that was taken, for an invitation, or for an appointment after asking the gate.
     */
    @Test
    void rowsAreLockedForThoseAloneWhoHaveARightToThem() {
        List<String> locking = ALL.stream()
                .filter(in(EJB))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().matches(".*\\.(Session|Appointment)Repository")
                        && access.getName().matches("lock(External|Booked|OfAppointment)?"))
                .map(access -> access.getOriginOwner().getSimpleName() + "." + access.getName())
                .distinct()
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "AppointmentService.lockBooked",
                        "AppointmentService.lockExternal",
                        "AppointmentService.lockOfAppointment",
                        "ConstellationService.lock",
                        "Gate.lock",
                        "InsightResultService.lock",
                        "InsightService.lock",
                        "InvitationService.lock",
                        "TranscriptionService.lock"),
                locking);
    }

    /** The bulkhead of {@code Lookup} limits who waits in the database; whoever waits outside it could use up all connections. */
    @Test
    void aLockIsWaitedForInTheQueueAlone() throws IOException {
        List<String> statements = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "session-persistence", "src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Arrays.stream(Files.readString(file).split(";")).forEach(statements::add);
            }
        }
        List<String> locking = statements.stream()
                .filter(statement -> LOCKS.matcher(statement).find())
                .toList();
        assertEquals(
                List.of(),
                locking.stream()
                        .filter(statement ->
                                !QUEUED_OR_SKIPPED.matcher(statement).find())
                        .toList());
        assertTrue(locking.size() > 8, () -> "found " + locking);
    }

    /** Code that catches a refusal treats it as final. */
    @Test
    void nothingOfTheDatabaseIsTakenForARefusal() {
        noClasses()
                .that()
                .areAssignableTo(SessionUnavailable.class)
                .should()
                .beAssignableTo(SessionRejected.class)
                .check(ALL);
    }

    /** The container treats a commit with an unknown outcome as a success; see docs/adr/0026. */
    @Test
    void whatIsToldAfterACommitIsObservedAsCommitted() {
        List<JavaParameter> observed = ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .flatMap(method -> method.getParameters().stream())
                .filter(parameter -> parameter.isAnnotatedWith(OBSERVES))
                .toList();
        assertFalse(observed.isEmpty());
        List<String> late = observed.stream()
                .filter(parameter -> !IN_PROGRESS.equals(parameter
                        .getAnnotationOfType(OBSERVES)
                        .get("during")
                        .map(phase -> ((JavaEnumConstant) phase).name())
                        .orElse(IN_PROGRESS)))
                .map(CodeRulesTest::observer)
                .toList();
        // An observer of a certain failure is permitted.
        assertEquals(List.of("org.sessionroom.transcript.Microphones"), late);
        List<String> uncommitted = observed.stream()
                .filter(parameter -> parameter.getRawType().isAssignableTo("org.sessionroom.database.AfterCommit"))
                .filter(parameter -> !parameter.isAnnotatedWith("org.sessionroom.database.Committed"))
                .map(CodeRulesTest::observer)
                .toList();
        assertEquals(
                Set.of("org.sessionroom.transcript.Microphones", "org.sessionroom.database.CommittedEvents"),
                Set.copyOf(uncommitted));
    }

    /** After a direct log message the transaction may still be rolled back, or its outcome may remain unknown. */
    @Test
    void transactionsWriteToTheLogThroughTheCommittedLog() {
        noClasses()
                .that()
                .areAnnotatedWith("jakarta.ejb.Stateless")
                .or()
                .areAnnotatedWith("jakarta.ejb.Stateful")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "write to the log before the commit",
                        call -> call.getTargetOwner().getSimpleName().equals("SessionRoomLog")
                                && !call.isDeclaredInLambda()))
                .check(ALL);
    }

    private static String observer(JavaParameter parameter) {
        return parameter.getOwner().getOwner().getName();
    }

    /**
     * Periodic work must use elapsed time: a timer that waits for a time of day stops for hours when the clock is set back.
     * {@code PeriodicScheduler} and, in the adapter, {@code Delays} use elapsed time.
     */
    @Test
    void nothingWaitsForATimeOfDay() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Timer")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.ejb.TimerService")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.ejb.Schedule")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.enterprise.concurrent.Trigger")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "repeat a task past PeriodicScheduler",
                        call -> call.getName().matches("scheduleAtFixedRate|scheduleWithFixedDelay")
                                && !call.getOriginOwner()
                                        .getName()
                                        .startsWith("org.sessionroom.health.PeriodicScheduler")))
                .check(ALL);
        noMethods()
                .should()
                .beAnnotatedWith("jakarta.ejb.Schedule")
                .orShould()
                .beAnnotatedWith("jakarta.ejb.Timeout")
                .check(ALL);
    }

    /**
     * A clock that is hours ahead for some seconds must not end or erase anything, so the machine's clock is read in few places: by
     * {@code SteadyClock}, and by the adapter and the demo, which only record when something happened.
     */
    @Test
    void theMachinesClockIsReadByTheSteadyClockAlone() {
        noClasses()
                .that()
                .haveNameNotMatching("org.sessionroom.(CoreProducers|launcher.Launcher|provider.ProviderAdapter"
                        + "|provider.outbound.(Speech|Assistant)ManagedConnectionFactory)")
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "read the machine's clock",
                        call -> call.getName().equals("currentTimeMillis")
                                || call.getTargetOwner().getName().startsWith("java.time.")
                                        && (call.getName().equals("now")
                                                || call.getName().startsWith("system"))
                                        && call.getTarget().getRawParameterTypes().stream()
                                                .noneMatch(type -> type.isEquivalentTo(Clock.class))))
                .orShould()
                .callConstructor(Date.class)
                .check(ALL);
    }

    /** External input is validated; stored data may be older than a rule, and must still be readable. */
    @Test
    void onlyWhatIsKeptBecomesABookingUnread() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Booking.class, AppointmentEntity.class)
                .should()
                .callConstructorWhere(target(owner(type(Booking.class))))
                .check(ALL);
    }

    /** {@code UUID.fromString} accepts several spellings of one id. */
    @Test
    void whatPeopleWriteIsReadAsAnIdByOneRule() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(WrittenId.class)
                .should()
                .callMethod(UUID.class, "fromString", String.class)
                .check(ALL);
    }

    /** The container would close a whole message that is too big with words of its own. */
    @Test
    void socketsReceiveTheirMessagesInParts() {
        List<String> whole = ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith("jakarta.websocket.OnMessage"))
                .filter(method -> method.getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(boolean.class)
                                || type.getFullName().equals("jakarta.websocket.PongMessage")))
                .map(method -> method.getFullName())
                .toList();
        assertEquals(List.of(), whole);
    }

    /** A frame that one reader accepts and another refuses would be two protocols. */
    @Test
    void whatBrowsersSendOnASocketIsReadByOneReader() {
        noClasses()
                .that(in(WEB))
                .and()
                .resideInAPackage("org.sessionroom.room")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "jakarta\\.json\\.(JsonReader|JsonReaderFactory|JsonString|JsonNumber|stream\\.JsonParser)")
                .check(ALL);
    }

    /** An endpoint without such an annotation would be open to everybody. */
    @Test
    void anEndpointSaysWhoMayCallIt() {
        List<JavaMethod> endpoints = ALL.that(in(API)).stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod"))
                .toList();
        assertTrue(endpoints.size() > 20, "endpoints: " + endpoints.size());
        assertEquals(
                List.of(),
                endpoints.stream()
                        .filter(method -> !saysWho(method) && !saysWho(method.getOwner()))
                        .map(JavaMethod::getFullName)
                        .toList());
    }

    private static boolean saysWho(HasAnnotations<?> code) {
        return code.isAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                || code.isAnnotatedWith("jakarta.annotation.security.PermitAll");
    }
}
