package org.sessionroom;

import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.sessionroom.audit.AuditedEvent;
import org.sessionroom.health.BareTrace;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.outbox.OutboxState;
import org.sessionroom.permission.Action;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;

/**
 * Everything that the room writes to the log, numbered. Only ids: never a name, a label, an address, a token or content. Number 79 is
 * written by {@code TableMigration}, before this class can be used.
 */
@MessageLogger(projectCode = "ROOM", length = 4)
public interface SessionRoomLog {

    SessionRoomLog LOG =
            Logger.getMessageLogger(java.lang.invoke.MethodHandles.lookup(), SessionRoomLog.class, "org.sessionroom");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1, value = "session %s: %s -> %s by %s")
    void moved(SessionId session, SessionStatus from, SessionStatus to, String actor);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 2, value = "session %s: opened from appointment %s by %s")
    void opened(SessionId session, UUID appointment, String actor);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3, value = "session %s: %s by %s")
    void acted(SessionId session, Action action, String actor);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4, value = "session %s: %s by %s refused, %s; %d times since this was last logged")
    void refused(SessionId session, Action action, String actor, Rejection rejection, long times);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 5, value = "session %s: invitation %s %s")
    void invitation(SessionId session, UUID invitation, String what);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 7, value = "session %s: participant %s %s")
    void connection(SessionId session, Object participant, String what);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8, value = "appointment %s: %s by %s")
    void appointment(UUID appointment, String what, String actor);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 9,
            value = "unexpected failure, %d times since this was last logged, shown to the person under reference %s")
    void unexpected(@Cause BareTrace cause, long count, String reference);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 10,
            value = "tokens of the institution's provider were refused (%s); %d times since this was last logged")
    void tokenRefused(String kind, long count);

    /** @param kind a claim or a clock; never a part of the tokens */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 70,
            value =
                    "login at the institution's provider: %s (SESSION_OIDC_*, operations.md); %d times since this was last logged")
    void loginTrouble(String kind, long count);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 71,
            value =
                    "appointment %s is for a user name under which no therapist has ever logged in: until one does, nobody sees it on an agenda")
    void therapistUnknown(UUID appointment);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 11, value = "tokens of our own were refused (%s); %d times since this was last logged")
    void ownTokenRefused(String kind, long count);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 13, value = "a token of the institution's provider was exchanged by %s")
    void tokenExchanged(String actor);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 15, value = "%s: %s")
    void login(AuditedEvent event, String actor);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 16, value = "a page was answered with status %s, shown to the person under reference %s")
    void failed(int status, String reference);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 78, value = "an API call failed again with %s, shown to the caller under reference %s")
    void callFailed(String kind, String reference);

    /** @param kind where it failed; never a part of the request */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 50,
            value =
                    "pages failed for people who are not logged in (%s); %d times since this was last logged, the last shown"
                            + " under reference %s")
    void failedForAnybody(String kind, long count, String reference);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 17, value = "stream %s: the speech provider failed (%s)")
    void speechTrouble(UUID stream, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 18, value = "stream %s: speech was not recognised (%s)")
    void speechMissed(UUID stream, String reason);

    /** @param reason from a closed list, or - */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 19, value = "session %s: round of the assistant ended, %s (%s)")
    void assistantAnswered(SessionId session, String outcome, String reason);

    /** @param appointment its id, if it has one */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 14, value = "appointment %s: %s by %s refused, %s; %d times since this was last logged")
    void refusedOutsideSessions(String appointment, Action action, String actor, Rejection rejection, long times);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21,
            value =
                    "the database does not answer whether the consents to transcription are still valid; nothing is transcribed until it does")
    void listensToNobody();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 60, value = "periodic task %s failed; this is logged once until a run succeeds")
    void periodicTaskFailed(@Cause BareTrace cause, String task);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 61, value = "periodic task %s runs again after %s failed runs")
    void periodicTaskRunsAgain(String task, long failures);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 62, value = "periodic task %s did not run any more and was restarted")
    void periodicTaskRestarted(String task);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 63,
            value =
                    "the machine's clock has jumped by %s s; elapsed time is counted instead, and the new time is accepted if it"
                            + " lasts for %s s")
    void clockJumped(long seconds, long believedAfter);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 64, value = "the machine's clock runs steadily again; the time is %s")
    void clockSteady(Instant now);

    /**
     * Logged once a minute, not once for each request.
     *
     * @param kind class and SQLSTATE, without data
     */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 22, value = "the database could not be used: %s, %s (%s times since this was last logged)")
    void databaseTrouble(Rejection rejection, String kind, long times);

    /**
     * @param socket its id, which does not identify a person
     * @param times how many sockets were closed for this since it was last logged
     */
    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 40,
            value = "socket %s was closed: it received more than a page sends (%s times since this was last logged)")
    void flooded(String socket, long times);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 75, value = "session %s: %s is %s after %s attempts")
    void outboxEnded(SessionId session, OutboxKind kind, OutboxState state, int attempts);

    /** @param reason from a closed list */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 76, value = "session %s: %s was not sent at attempt %s (%s); the next is at %s")
    void triedInVain(SessionId session, OutboxKind kind, int attempt, String reason, Instant next);

    /** @param reason from a closed list */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 77, value = "session %s: %s was given up after %s attempts (%s)")
    void givenUp(SessionId session, OutboxKind kind, int attempts, String reason);

    /** Number 79 is written by {@link org.sessionroom.record.TableMigration}. */
    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 80,
            value = "nothing is erased: the clocks of this server and of the database differ by %s s; set them right")
    void erasureWaitsForClock(long seconds);
}
