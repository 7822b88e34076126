package org.sessionroom;

import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.sessionroom.audit.Event;
import org.sessionroom.permission.Action;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionStatus;

/** Everything the room writes to the log, numbered. Ids only: never a name, a label, an address, a token or content. */
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
    @Message(id = 4, value = "session %s: %s by %s refused, %s")
    void refused(SessionId session, Action action, String actor, Rejection rejection);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 5, value = "session %s: invitation %s %s")
    void invitation(SessionId session, UUID invitation, String what);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6, value = "session %s: the mail of invitation %s could not be sent (%s)")
    void mailFailed(SessionId session, UUID invitation, String kind);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 7, value = "session %s: participant %s %s")
    void connection(SessionId session, Object participant, String what);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 8, value = "appointment %s: %s by %s")
    void appointment(UUID appointment, String what, String actor);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 9, value = "unexpected failure, shown to the person under reference %s")
    void unexpected(@Cause Throwable cause, String reference);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 10, value = "a token of the institution's provider was refused (%s)")
    void tokenRefused(String kind);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 11, value = "one of our own tokens was refused (%s)")
    void ownTokenRefused(String kind);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 12, value = "a heartbeat of the rooms failed")
    void heartbeatFailed(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 13, value = "a token of the institution's provider was exchanged by %s")
    void tokenExchanged(String actor);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 15, value = "%s: %s")
    void login(Event event, String actor);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 16, value = "a page was answered with status %s, shown to the person under reference %s")
    void failed(int status, String reference);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 17, value = "stream %s: the speech provider failed (%s)")
    void speechTrouble(UUID stream, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 18, value = "stream %s: something said was not heard (%s)")
    void speechMissed(UUID stream, String reason);

    /** @param reason of a closed list, or - */
    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 19, value = "session %s: the assistant was asked, %s (%s)")
    void assistantAnswered(SessionId session, String outcome, String reason);

    /** @param appointment its id, if it has one */
    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 14, value = "appointment %s: %s by %s refused, %s")
    void refusedOutsideSessions(String appointment, Action action, String actor, Rejection rejection);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 20, value = "whether those who are listened to still agree cannot be asked; this is said once")
    void watchFailed(@Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 21,
            value =
                    "the database does not say whether those who are listened to still agree; nobody is listened to until it does")
    void listensToNobody();
}
