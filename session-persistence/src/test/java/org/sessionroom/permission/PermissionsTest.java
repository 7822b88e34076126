package org.sessionroom.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.RoomRules;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;

/** Checks every action for every role, own and foreign sessions, every state, admitted or not, every rule
 * of the room, with and without consent. */
class PermissionsTest {

    private static final String ANY_STATE = "PENDING ACTIVE PAUSED COMPLETED CANCELLED";
    private static final String OPEN = "PENDING ACTIVE PAUSED";

    private static final SessionId SESSION = SessionId.parse("01a204b3-f08d-7463-b80b-d8abaf6194f6");
    private static final SessionId OTHER = SessionId.parse("01a204b3-f08d-7463-b80b-d8abaf6194f7");

    /** The expected permissions, written by hand: action and role, mapped to the states in which the person's own session allows it. */
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("READ_AGENDA THERAPIST", ANY_STATE),
            Map.entry("READ_APPOINTMENT THERAPIST", ANY_STATE),
            Map.entry("MAKE_APPOINTMENT THERAPIST", ANY_STATE),
            Map.entry("CANCEL_APPOINTMENT THERAPIST", ANY_STATE),
            Map.entry("OPEN_ROOM THERAPIST", ANY_STATE),
            Map.entry("INVITE THERAPIST", OPEN),
            Map.entry("READ_SESSION THERAPIST", ANY_STATE),
            Map.entry("READ_SESSION CLIENT", ANY_STATE),
            Map.entry("READ_RECORD THERAPIST", ANY_STATE),
            Map.entry("ENTER_ROOM THERAPIST", OPEN),
            Map.entry("ENTER_ROOM CLIENT", OPEN),
            Map.entry("ADMIT THERAPIST", OPEN),
            Map.entry("START THERAPIST", "PENDING"),
            Map.entry("PAUSE THERAPIST", "ACTIVE"),
            Map.entry("RESUME THERAPIST", "PAUSED"),
            Map.entry("COMPLETE THERAPIST", "ACTIVE"),
            Map.entry("CANCEL THERAPIST", ANY_STATE),
            Map.entry("SET_ACCESS THERAPIST", OPEN),
            Map.entry("READ_FIELD THERAPIST", ANY_STATE),
            Map.entry("READ_FIELD CLIENT", OPEN),
            Map.entry("CHANGE_FIELD THERAPIST", OPEN),
            Map.entry("CHANGE_FIELD CLIENT", "ACTIVE"),
            Map.entry("SET_SHARING THERAPIST", OPEN),
            Map.entry("CONSENT THERAPIST", OPEN),
            Map.entry("CONSENT CLIENT", OPEN),
            Map.entry("READ_CONSENTS THERAPIST", ANY_STATE),
            Map.entry("READ_CONSENTS CLIENT", ANY_STATE),
            Map.entry("CALL THERAPIST", "ACTIVE PAUSED"),
            Map.entry("CALL CLIENT", "ACTIVE PAUSED"),
            Map.entry("CHAT THERAPIST", OPEN),
            Map.entry("CHAT CLIENT", OPEN),
            Map.entry("READ_CHAT THERAPIST", ANY_STATE),
            Map.entry("READ_CHAT CLIENT", OPEN),
            Map.entry("WRITE_NOTES THERAPIST", "PENDING ACTIVE PAUSED COMPLETED"),
            Map.entry("READ_NOTES THERAPIST", ANY_STATE),
            Map.entry("READ_QUALITY THERAPIST", ANY_STATE),
            Map.entry("TRANSCRIBE THERAPIST", "ACTIVE"),
            Map.entry("TRANSCRIBE CLIENT", "ACTIVE"),
            Map.entry("SET_RECORD THERAPIST", OPEN),
            Map.entry("SET_RECORD CLIENT", OPEN),
            Map.entry("SHARE_TRANSCRIPT THERAPIST", OPEN),
            Map.entry("READ_TRANSCRIPT THERAPIST", ANY_STATE),
            Map.entry("READ_TRANSCRIPT CLIENT", OPEN),
            Map.entry("CORRECT_LINE THERAPIST", "ACTIVE PAUSED COMPLETED"),
            Map.entry("STRIKE_LINE THERAPIST", "ACTIVE PAUSED COMPLETED"),
            Map.entry("STRIKE_LINE CLIENT", OPEN),
            Map.entry("ANALYSE THERAPIST", "ACTIVE PAUSED COMPLETED"),
            Map.entry("READ_ANALYSIS THERAPIST", ANY_STATE),
            Map.entry("REVIEW_MENTION THERAPIST", ANY_STATE),
            Map.entry("READ_HOLDS THERAPIST", ANY_STATE));

    private static final Map<String, String> ANYBODYS = Map.ofEntries(
            Map.entry("READ_APPOINTMENT SCHEDULER", ANY_STATE),
            Map.entry("MAKE_APPOINTMENT SCHEDULER", ANY_STATE),
            Map.entry("CANCEL_APPOINTMENT SCHEDULER", ANY_STATE),
            Map.entry("READ_SESSION SCHEDULER", ANY_STATE),
            Map.entry("READ_SESSION ADMIN", ANY_STATE),
            Map.entry("READ_QUALITY ADMIN", ANY_STATE),
            Map.entry("CANCEL SCHEDULER", "PENDING"),
            Map.entry("PLACE_HOLD PRIVACY_OFFICER", ANY_STATE),
            Map.entry("RELEASE_HOLD PRIVACY_OFFICER", ANY_STATE),
            Map.entry("READ_HOLDS PRIVACY_OFFICER", ANY_STATE),
            Map.entry("PAUSE SYSTEM", "ACTIVE"),
            Map.entry("RESUME SYSTEM", "PAUSED"),
            Map.entry("COMPLETE SYSTEM", "ACTIVE"));

    @Test
    void onlyTheseActionsAskForTheConsentOfBoth() {
        assertEquals(
                EnumSet.of(Action.CALL, Action.TRANSCRIBE, Action.ANALYSE),
                EnumSet.copyOf(Arrays.stream(Action.values())
                        .filter(Permissions::asksConsent)
                        .toList()));
    }

    @Test
    void theTableAllowsExactlyWhatIsMeant() {
        List<String> differences = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Role role : Role.values()) {
                standings().forEach(standing -> compare(action, role, standing).ifPresent(differences::add));
            }
        }
        assertEquals(List.of(), differences);
    }

    private static Stream<AccessContext> standings() {
        return eitherWay().flatMap(own -> contexts(own, agreed().toList()).stream());
    }

    private static Stream<RoomRules> rules() {
        return Arrays.stream(FieldAccess.values()).flatMap(access -> eitherWay()
                .flatMap(shared -> Stream.of(Set.<ParticipantRole>of(), Set.of(ParticipantRole.CLIENT))
                        .map(offRecord -> new RoomRules(access, false, shared, offRecord))));
    }

    /** No consent, all but one, and each alone. */
    private static Stream<Set<Purpose>> agreed() {
        Stream<Set<Purpose>> alone = Arrays.stream(Purpose.values()).map(Set::of);
        Stream<Set<Purpose>> allBut =
                Arrays.stream(Purpose.values()).map(left -> EnumSet.complementOf(EnumSet.of(left)));
        return Stream.concat(Stream.of(Set.of()), Stream.concat(alone, allBut));
    }

    private static Stream<Boolean> eitherWay() {
        return Stream.of(true, false);
    }

    private static Optional<String> compare(Action action, Role role, AccessContext standing) {
        boolean expected = expected(action, role, standing);
        return Permissions.allows(action, new Person("x", Set.of(role), null), standing) == expected
                ? Optional.empty()
                : Optional.of(action + " " + role + " " + standing + " should be " + expected);
    }

    private static boolean expected(Action action, Role role, AccessContext standing) {
        String key = action + " " + role;
        boolean state = states(OWN, key, standing) && standing.own() || states(ANYBODYS, key, standing);
        boolean waiting = role == Role.CLIENT && !standing.admitted();
        return switch (action) {
            case READ_FIELD, CHAT, READ_CHAT -> state && !waiting;
            case CALL -> state && standing.admitted() && standing.agreed().contains(Purpose.VIDEO_CALL);
            case CHANGE_FIELD ->
                state && !waiting && (role != Role.CLIENT || standing.rules().clientAccess() == FieldAccess.MOVE);
            case TRANSCRIBE ->
                state
                        && standing.admitted()
                        && standing.agreed().contains(Purpose.TRANSCRIPTION)
                        && standing.rules().offRecord().isEmpty();
            case SET_RECORD, STRIKE_LINE -> state && !waiting;
            case READ_TRANSCRIPT ->
                state && !waiting && (role != Role.CLIENT || standing.rules().transcriptShared());
            case ANALYSE -> state && standing.agreed().containsAll(Set.of(Purpose.TRANSCRIPTION, Purpose.AI_ANALYSIS));
            default -> state;
        };
    }

    private static boolean states(Map<String, String> table, String key, AccessContext standing) {
        return List.of(table.getOrDefault(key, "").split(" "))
                .contains(standing.status().name());
    }

    @Test
    void whoIsBoundToASessionTouchesNothingElse() {
        for (Action action : Action.values()) {
            for (Role role : Role.values()) {
                Person bound = new Person("x", Set.of(role), SESSION);
                for (SessionStatus status : SessionStatus.values()) {
                    AccessContext other = new AccessContext(
                            OTHER, true, status, true, RoomRules.FIRST, Set.of(Purpose.values()), false);
                    assertEquals(Rejection.NOT_YOURS, refusal(action, bound, other), action + " " + role);
                }
                assertEquals(
                        Rejection.NOT_YOURS,
                        refusal(action, bound, AccessContext.outsideSessions(true)),
                        action + " " + role);
            }
        }
        Permissions.require(
                Action.PAUSE,
                new Person("paulo", Set.of(Role.THERAPIST), SESSION),
                standing(true, SessionStatus.ACTIVE));
    }

    /** A session is not locked for whoever may not in any state; their answer is the same as under the lock. */
    @Test
    void whoMayNotInAnyStateIsRefusedAsInEachOfThem() {
        eitherWay().forEach(own -> {
            List<AccessContext> contexts = contexts(own, List.of(Set.of(), Set.of(Purpose.values())));
            for (Action action : Action.values()) {
                people().forEach(person -> assertSameInEachState(action, person, own, contexts));
            }
        });
    }

    private static void assertSameInEachState(Action action, Person person, boolean own, List<AccessContext> contexts) {
        String what = action + " " + person + " " + own;
        Optional<Rejection> ever = rejection(() -> Permissions.requireInSomeState(action, person, SESSION, own));
        assertEquals(
                ever.isEmpty(),
                contexts.stream().anyMatch(context -> Permissions.allows(action, person, context)),
                what);
        if (ever.isPresent()) {
            for (SessionStatus status : SessionStatus.values()) {
                assertEquals(ever.get(), refusal(action, person, standing(own, status)), what);
            }
        }
    }

    /** Everybody with one role, and therapists with another; bound to no session, to this one, and to another. */
    private static Stream<Person> people() {
        return Stream.concat(
                        Arrays.stream(Role.values()).map(Set::of),
                        Stream.of(Role.CLIENT, Role.ADMIN, Role.SCHEDULER).map(other -> Set.of(Role.THERAPIST, other)))
                .flatMap(roles -> Stream.of(null, SESSION, OTHER).map(bound -> new Person("x", roles, bound)));
    }

    private static List<AccessContext> contexts(boolean own, List<Set<Purpose>> agreed) {
        return Arrays.stream(SessionStatus.values())
                .flatMap(status -> eitherWay().flatMap(admitted -> rules().flatMap(rules -> agreed.stream()
                        .map(purposes -> new AccessContext(SESSION, own, status, admitted, rules, purposes, false)))))
                .toList();
    }

    @Test
    void ofASessionWhoseContentIsErasedOnlyItsCourseAndConsentsAreRead() {
        for (SessionStatus status : SessionStatus.values()) {
            AccessContext before = standing(true, status);
            AccessContext erased =
                    new AccessContext(SESSION, true, status, true, RoomRules.FIRST, Set.of(Purpose.values()), true);
            for (Action action : Action.values()) {
                people().filter(person -> Permissions.allows(action, person, before))
                        .forEach(person -> assertEquals(
                                Permissions.AFTER_ERASURE.contains(action),
                                Permissions.allows(action, person, erased),
                                action + " " + person));
            }
        }
    }

    @Test
    void saysWhyInTheOrderAPersonWouldAsk() {
        Person therapist = Person.therapist("paulo");
        assertEquals(
                Rejection.ERASED,
                refusal(
                        Action.READ_FIELD,
                        therapist,
                        new AccessContext(
                                SESSION, true, SessionStatus.COMPLETED, true, RoomRules.FIRST, Set.of(), true)));
        assertEquals(Rejection.NOT_YOURS, refusal(Action.PAUSE, therapist, standing(false, SessionStatus.ACTIVE)));
        assertEquals(Rejection.WRONG_STATE, refusal(Action.PAUSE, therapist, standing(true, SessionStatus.PENDING)));
        Person admin = new Person("aline", Set.of(Role.ADMIN), null);
        assertEquals(Rejection.NOT_ALLOWED, refusal(Action.READ_FIELD, admin, standing(true, SessionStatus.ACTIVE)));
    }

    private static AccessContext standing(boolean own, SessionStatus status) {
        return new AccessContext(SESSION, own, status, true, RoomRules.FIRST, Set.of(Purpose.values()), false);
    }

    private static Rejection refusal(Action action, Person person, AccessContext standing) {
        return rejection(() -> Permissions.require(action, person, standing)).orElseThrow();
    }

    private static Optional<Rejection> rejection(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (SessionRejected refused) {
            return Optional.of(refused.rejection());
        }
    }
}
