package org.sessionroom.record;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import org.sessionroom.session.SessionId;

/** Looks every hour for what is to be erased. Each session is erased on its own, and what fails is found again. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ErasureTimer {

    private static final List<RetentionClass> WORKING_DATA =
            List.of(RetentionClass.TRANSCRIPT, RetentionClass.ANALYSIS);
    /** More are erased an hour later. */
    private static final int AT_ONCE = 500;

    @EJB
    private Erasing erasing;

    @Schedule(hour = "*", minute = "41", persistent = false)
    public void eraseOverdue() {
        for (RetentionClass kept : WORKING_DATA) {
            for (SessionId session : erasing.overdue(kept, AT_ONCE)) {
                erase(session, kept);
            }
        }
    }

    private void erase(SessionId session, RetentionClass kept) {
        try {
            erasing.erase(session, kept);
        } catch (RuntimeException e) {
            LOG.unexpected(e, session.toString());
        }
    }
}
