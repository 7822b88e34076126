package org.sessionroom.assistant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.session.SessionId;

/** Looks every half minute which sessions the assistant should be asked about. Every node looks; the rows' locks see to the rest. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InsightTimer {

    private static final int MOST = 20;

    @EJB
    private AskingAssistant asking;

    @Inject
    private Answering answering;

    private final NoteForm form = ConfigProvider.getConfig()
            .getOptionalValue("session.note.form", NoteForm.class)
            .orElse(NoteForm.SOAP);

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void tick() {
        asking.due(MOST).forEach(session -> each(session, () -> answering.askLive(session)));
        asking.undrafted(MOST).forEach(session -> each(session, () -> answering.draftAtTheEnd(session, form)));
    }

    /** What is wrong with one session is no reason to pass over the others. */
    private static void each(SessionId session, Runnable ask) {
        try {
            ask.run();
        } catch (RuntimeException e) {
            LOG.unexpected(e, session.toString());
        }
    }
}
