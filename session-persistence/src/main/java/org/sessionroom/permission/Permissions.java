package org.sessionroom.permission;

import static org.sessionroom.participant.Role.ADMIN;
import static org.sessionroom.participant.Role.CLIENT;
import static org.sessionroom.participant.Role.PRIVACY_OFFICER;
import static org.sessionroom.participant.Role.SCHEDULER;
import static org.sessionroom.participant.Role.SYSTEM;
import static org.sessionroom.participant.Role.THERAPIST;
import static org.sessionroom.permission.Permissions.Reach.ANY;
import static org.sessionroom.permission.Permissions.Reach.OWN;
import static org.sessionroom.session.SessionStatus.ACTIVE;
import static org.sessionroom.session.SessionStatus.COMPLETED;
import static org.sessionroom.session.SessionStatus.PAUSED;
import static org.sessionroom.session.SessionStatus.PENDING;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.session.FieldAccess;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.session.Transition;

/**
 * Who may do what: the only place that decides it. Every page, resource and socket command asks it on the server, for every
 * action. A request that no rule allows is refused; a person who is bound to a session is refused everything outside it.
 */
public final class Permissions {

    /** Whether a rule covers only the person's own things, or everybody's. */
    enum Reach {
        OWN,
        ANY
    }

    /** Additional conditions besides role, ownership and state. */
    enum Condition {
        NONE {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                return Optional.empty();
            }
        },
        ADMITTED {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                return accessContext.admitted() ? Optional.empty() : Optional.of(Rejection.NOT_ADMITTED);
            }
        },
        ADMITTED_AND_MAY_MOVE {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                return ADMITTED.obstacle(accessContext)
                        .or(() -> unless(
                                accessContext.rules().clientAccess() == FieldAccess.MOVE, Rejection.NOT_ALLOWED));
            }
        },
        ADMITTED_AND_SHOWN_THE_TRANSCRIPT {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                return ADMITTED.obstacle(accessContext)
                        .or(() -> unless(accessContext.rules().transcriptShared(), Rejection.NOT_ALLOWED));
            }
        },
        BOTH_AGREED_TO_CALL {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                return agreed(Purpose.VIDEO_CALL, accessContext);
            }
        },
        BOTH_AGREED_TO_TRANSCRIPTION_AND_ON_RECORD {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                return agreed(Purpose.TRANSCRIPTION, accessContext)
                        .or(() -> unless(accessContext.rules().isOnRecord(), Rejection.OFF_RECORD));
            }
        },
        BOTH_AGREED_TO_ANALYSIS {
            @Override
            Optional<Rejection> obstacle(AccessContext accessContext) {
                boolean both = accessContext.agreed().containsAll(Set.of(Purpose.TRANSCRIPTION, Purpose.AI_ANALYSIS));
                return unless(both, Rejection.CONSENT_MISSING);
            }
        };

        abstract Optional<Rejection> obstacle(AccessContext accessContext);

        /** For actions that need the consent of both: the admitted client and the therapist. */
        private static Optional<Rejection> agreed(Purpose purpose, AccessContext accessContext) {
            return ADMITTED.obstacle(accessContext)
                    .or(() -> unless(accessContext.agreed().contains(purpose), Rejection.CONSENT_MISSING));
        }

        private static Optional<Rejection> unless(boolean holds, Rejection rejection) {
            return holds ? Optional.empty() : Optional.of(rejection);
        }
    }

    record Rule(Action action, Role role, Reach reach, Set<SessionStatus> states, Condition condition) {}

    private static final Set<SessionStatus> ALL = EnumSet.allOf(SessionStatus.class);
    private static final Set<SessionStatus> OPEN = EnumSet.of(PENDING, ACTIVE, PAUSED);
    private static final Set<SessionStatus> RUNNING = EnumSet.of(ACTIVE, PAUSED);
    private static final Set<SessionStatus> BEGUN = EnumSet.of(ACTIVE, PAUSED, COMPLETED);

    static final List<Rule> RULES = List.of(
            rule(Action.READ_AGENDA, THERAPIST, OWN, ALL),
            rule(Action.READ_APPOINTMENT, THERAPIST, OWN, ALL),
            rule(Action.READ_APPOINTMENT, SCHEDULER, ANY, ALL),
            rule(Action.MAKE_APPOINTMENT, THERAPIST, OWN, ALL),
            rule(Action.MAKE_APPOINTMENT, SCHEDULER, ANY, ALL),
            rule(Action.CANCEL_APPOINTMENT, THERAPIST, OWN, ALL),
            rule(Action.CANCEL_APPOINTMENT, SCHEDULER, ANY, ALL),
            rule(Action.OPEN_ROOM, THERAPIST, OWN, ALL),
            rule(Action.INVITE, THERAPIST, OWN, OPEN),
            rule(Action.READ_SESSION, THERAPIST, OWN, ALL),
            rule(Action.READ_SESSION, CLIENT, OWN, ALL),
            rule(Action.READ_SESSION, SCHEDULER, ANY, ALL),
            rule(Action.READ_SESSION, ADMIN, ANY, ALL),
            rule(Action.READ_RECORD, THERAPIST, OWN, ALL),
            rule(Action.ENTER_ROOM, THERAPIST, OWN, OPEN),
            rule(Action.ENTER_ROOM, CLIENT, OWN, OPEN),
            rule(Action.ADMIT, THERAPIST, OWN, OPEN),
            rule(Action.START, THERAPIST, OWN, Transition.START.from()),
            rule(Action.PAUSE, THERAPIST, OWN, Transition.PAUSE.from()),
            rule(Action.PAUSE, SYSTEM, ANY, Transition.PAUSE.from()),
            rule(Action.RESUME, THERAPIST, OWN, Transition.RESUME.from()),
            rule(Action.RESUME, SYSTEM, ANY, Transition.RESUME.from()),
            rule(Action.COMPLETE, THERAPIST, OWN, Transition.COMPLETE.from()),
            rule(Action.COMPLETE, SYSTEM, ANY, Transition.COMPLETE.from()),
            rule(Action.CANCEL, THERAPIST, OWN, Transition.CANCEL.from()),
            rule(Action.CANCEL, SCHEDULER, ANY, EnumSet.of(PENDING)),
            rule(Action.SET_ACCESS, THERAPIST, OWN, OPEN),
            rule(Action.READ_FIELD, THERAPIST, OWN, ALL),
            new Rule(Action.READ_FIELD, CLIENT, OWN, OPEN, Condition.ADMITTED),
            rule(Action.CHANGE_FIELD, THERAPIST, OWN, OPEN),
            new Rule(Action.CHANGE_FIELD, CLIENT, OWN, EnumSet.of(ACTIVE), Condition.ADMITTED_AND_MAY_MOVE),
            rule(Action.SET_SHARING, THERAPIST, OWN, OPEN),
            rule(Action.CONSENT, THERAPIST, OWN, OPEN),
            rule(Action.CONSENT, CLIENT, OWN, OPEN),
            rule(Action.READ_CONSENTS, THERAPIST, OWN, ALL),
            rule(Action.READ_CONSENTS, CLIENT, OWN, ALL),
            new Rule(Action.CALL, THERAPIST, OWN, RUNNING, Condition.BOTH_AGREED_TO_CALL),
            new Rule(Action.CALL, CLIENT, OWN, RUNNING, Condition.BOTH_AGREED_TO_CALL),
            rule(Action.CHAT, THERAPIST, OWN, OPEN),
            new Rule(Action.CHAT, CLIENT, OWN, OPEN, Condition.ADMITTED),
            rule(Action.READ_CHAT, THERAPIST, OWN, ALL),
            new Rule(Action.READ_CHAT, CLIENT, OWN, OPEN, Condition.ADMITTED),
            rule(Action.WRITE_NOTES, THERAPIST, OWN, EnumSet.of(PENDING, ACTIVE, PAUSED, COMPLETED)),
            rule(Action.READ_NOTES, THERAPIST, OWN, ALL),
            rule(Action.READ_QUALITY, THERAPIST, OWN, ALL),
            rule(Action.READ_QUALITY, ADMIN, ANY, ALL),
            transcribe(THERAPIST),
            transcribe(CLIENT),
            rule(Action.SET_RECORD, THERAPIST, OWN, OPEN),
            new Rule(Action.SET_RECORD, CLIENT, OWN, OPEN, Condition.ADMITTED),
            rule(Action.SHARE_TRANSCRIPT, THERAPIST, OWN, OPEN),
            rule(Action.READ_TRANSCRIPT, THERAPIST, OWN, ALL),
            new Rule(Action.READ_TRANSCRIPT, CLIENT, OWN, OPEN, Condition.ADMITTED_AND_SHOWN_THE_TRANSCRIPT),
            rule(Action.CORRECT_LINE, THERAPIST, OWN, BEGUN),
            rule(Action.STRIKE_LINE, THERAPIST, OWN, BEGUN),
            new Rule(Action.STRIKE_LINE, CLIENT, OWN, OPEN, Condition.ADMITTED),
            new Rule(Action.ANALYSE, THERAPIST, OWN, BEGUN, Condition.BOTH_AGREED_TO_ANALYSIS),
            rule(Action.READ_ANALYSIS, THERAPIST, OWN, ALL),
            rule(Action.REVIEW_MENTION, THERAPIST, OWN, ALL),
            rule(Action.PLACE_HOLD, PRIVACY_OFFICER, ANY, ALL),
            rule(Action.RELEASE_HOLD, PRIVACY_OFFICER, ANY, ALL),
            rule(Action.READ_HOLDS, PRIVACY_OFFICER, ANY, ALL),
            rule(Action.READ_HOLDS, THERAPIST, OWN, ALL));

    /** The conditions that ask for the consent of both. */
    private static final Set<Condition> CONSENTS = EnumSet.of(
            Condition.BOTH_AGREED_TO_CALL,
            Condition.BOTH_AGREED_TO_TRANSCRIPTION_AND_ON_RECORD,
            Condition.BOTH_AGREED_TO_ANALYSIS);

    /** What remains of a session whose content was erased: that it took place, and who agreed to what. */
    static final Set<Action> AFTER_ERASURE = EnumSet.of(Action.READ_SESSION, Action.READ_CONSENTS);

    private Permissions() {}

    private static Rule rule(Action action, Role role, Reach reach, Set<SessionStatus> states) {
        return new Rule(action, role, reach, states, Condition.NONE);
    }

    private static Rule transcribe(Role role) {
        return new Rule(
                Action.TRANSCRIBE, role, OWN, EnumSet.of(ACTIVE), Condition.BOTH_AGREED_TO_TRANSCRIPTION_AND_ON_RECORD);
    }

    /** @throws SessionRejected if no role of the person allows it, with the reason closest to being allowed */
    public static void require(Action action, Person person, AccessContext accessContext) {
        refusal(action, person, accessContext).ifPresent(rejection -> {
            throw new SessionRejected(rejection);
        });
    }

    /**
     * Refuses a person who may not do it in any state of the session, with the reason that {@link #require} gives in every state. Unlike
     * the state, the answer need not be read under the session's lock.
     *
     * @param own whether the session is theirs
     * @throws SessionRejected if no role of the person ever allows it
     */
    public static void requireInSomeState(Action action, Person person, SessionId session, boolean own) {
        refusal(action, person, session, rule -> beyondReach(rule, own)).ifPresent(rejection -> {
            throw new SessionRejected(rejection);
        });
    }

    /** Whether the answer depends on the purposes to which both agree; otherwise {@link AccessContext#agreed()} need not be known. */
    public static boolean asksConsent(Action action) {
        return RULES.stream().anyMatch(rule -> rule.action() == action && CONSENTS.contains(rule.condition()));
    }

    public static boolean allows(Action action, Person person, AccessContext accessContext) {
        return refusal(action, person, accessContext).isEmpty();
    }

    private static Optional<Rejection> refusal(Action action, Person person, AccessContext accessContext) {
        return refusal(action, person, accessContext.session(), rule -> obstacle(rule, accessContext));
    }

    private static Optional<Rejection> refusal(
            Action action, Person person, SessionId session, Function<Rule, Optional<Rejection>> obstacleOf) {
        if (!person.reaches(session)) {
            return Optional.of(Rejection.NOT_YOURS);
        }
        Rejection refusal = Rejection.NOT_ALLOWED;
        for (Rule rule : RULES) {
            if (rule.action() != action || !person.is(rule.role())) {
                continue;
            }
            Optional<Rejection> obstacle = obstacleOf.apply(rule);
            if (obstacle.isEmpty()) {
                return Optional.empty();
            }
            refusal = obstacle.get();
        }
        return Optional.of(refusal);
    }

    private static Optional<Rejection> obstacle(Rule rule, AccessContext accessContext) {
        Optional<Rejection> beyondReach = beyondReach(rule, accessContext.own());
        if (beyondReach.isPresent()) {
            return beyondReach;
        }
        if (accessContext.status() != null && !rule.states().contains(accessContext.status())) {
            return Optional.of(Rejection.WRONG_STATE);
        }
        if (accessContext.erased() && !AFTER_ERASURE.contains(rule.action())) {
            return Optional.of(Rejection.ERASED);
        }
        return rule.condition().obstacle(accessContext);
    }

    private static Optional<Rejection> beyondReach(Rule rule, boolean own) {
        return rule.reach() == OWN && !own ? Optional.of(Rejection.NOT_YOURS) : Optional.empty();
    }
}
