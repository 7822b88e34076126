package org.sessionroom.assistant;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.session.SessionId;

/** Looks every half minute which sessions the assistant should be asked about. Every node looks; the rows' locks see to the rest. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InsightTimer {

    /** Sessions that are read at a time. */
    private static final int PAGE = 50;

    private static final SessionId FIRST = new SessionId(new UUID(0, 0));

    @EJB
    private AskingAssistant asking;

    @Inject
    private Answering answering;

    private final NoteForm form = ConfigProvider.getConfig()
            .getOptionalValue("session.note.form", NoteForm.class)
            .orElse(NoteForm.SOAP);

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void tick() {
        each(after -> asking.due(after, PAGE), answering::askLive);
        each(after -> asking.undrafted(after, PAGE), session -> answering.draftAtTheEnd(session, form));
    }

    /** To the last of them: those that did not agree are among them, and nobody waits behind them for ever. */
    private static void each(Function<SessionId, List<SessionId>> pageAfter, Consumer<SessionId> ask) {
        List<SessionId> page = pageAfter.apply(FIRST);
        while (!page.isEmpty()) {
            page.forEach(session -> ask(session, ask));
            page = pageAfter.apply(page.get(page.size() - 1));
        }
    }

    /** What is wrong with one session is no reason to pass over the others. */
    private static void ask(SessionId session, Consumer<SessionId> ask) {
        try {
            ask.accept(session);
        } catch (RuntimeException e) {
            LOG.unexpected(e, session.toString());
        }
    }
}
