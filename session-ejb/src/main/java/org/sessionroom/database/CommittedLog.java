package org.sessionroom.database;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.sessionroom.SessionRoomLog;

/** Log messages of transactions: a change that was rolled back, or whose commit is unknown, is not logged as done. */
@ApplicationScoped
public class CommittedLog {

    @Inject
    private Event<LogLine> lines;

    /** Logs a message after the commit; at once if there is no transaction. */
    public void write(Consumer<SessionRoomLog> line) {
        lines.fire(new LogLine(line));
    }

    void committed(@Observes @Committed LogLine line) {
        line.text().accept(LOG);
    }
}
