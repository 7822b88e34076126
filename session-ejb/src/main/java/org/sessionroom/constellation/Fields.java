package org.sessionroom.constellation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import org.sessionroom.RecentMap;
import org.sessionroom.database.Committed;
import org.sessionroom.database.OutcomeUnknown;
import org.sessionroom.record.SealingKey;
import org.sessionroom.session.SessionId;

/**
 * The fields that this node changed last, in memory only. A cached field may be behind, never ahead: it is stored after its
 * commit, and a reader applies the journal from there on.
 */
@ApplicationScoped
public class Fields {

    private static final int KEPT = 500;

    private final Map<SessionId, Constellation> latest = RecentMap.synchronised(KEPT);

    @Inject
    private JournalRepository journal;

    /**
     * The field after all committed changes.
     *
     * @param seq the session's last sequence number in this transaction
     */
    Constellation upTo(long seq, SessionId session, SealingKey key) {
        Constellation known = latest.get(session);
        if (known == null || known.seq() > seq) {
            known = journal.field(session, key);
        } else if (known.seq() < seq) {
            known = journal.continued(session, known, seq, key);
        }
        keep(session, known);
        return known;
    }

    void recorded(@Observes @Committed ChangeRecorded event) {
        keep(event.session(), event.field());
    }

    void unknown(@Observes OutcomeUnknown event) {
        latest.remove(event.session());
    }

    private void keep(SessionId session, Constellation field) {
        latest.merge(session, field, (old, fresh) -> fresh.seq() > old.seq() ? fresh : old);
    }
}
