package org.sessionroom.tests.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionroom.identity.LoginEntity.ProviderSession;
import org.sessionroom.identity.LoginRepository;
import org.sessionroom.outbox.OutboxKind;
import org.sessionroom.outbox.OutboxRepository;
import org.sessionroom.outbox.ReadyToLeave;
import org.sessionroom.session.SessionId;

/** Queries on tables with many rows. Each test is one transaction, which is rolled back. */
class BoundedQueriesInContainerIT extends InContainer {

    private static final int MANY = 200;

    @Inject
    private LoginRepository logins;

    @Inject
    private OutboxRepository outbox;

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "java:jboss/datasources/SessionRoom")
    private DataSource database;

    private SessionId session;

    @Deployment
    static EnterpriseArchive application() {
        return application(BoundedQueriesInContainerIT.class);
    }

    @BeforeEach
    void begin() throws Exception {
        session = open();
        transaction.begin();
    }

    @AfterEach
    void undo() throws Exception {
        transaction.rollback();
    }

    @Test
    void manyMailsThatWaitDoNotHideADraft() throws SQLException {
        execute("insert into outbox (id, kind, session_id, state, created_at, attempts, next_try_at)"
                + " select gen_random_uuid(), 'CANCELLED', '" + session + "', 'WAITING', now(), 0,"
                + " now() - interval '1 hour' from generate_series(1, " + MANY + ")");
        execute("insert into outbox (id, kind, session_id, state, created_at, attempts, next_try_at)"
                + " values (gen_random_uuid(), 'DRAFT', '" + session
                + "', 'WAITING', now(), 0, now() - interval '1 minute'),"
                + " (gen_random_uuid(), 'RESCHEDULED', '" + session
                + "', 'WAITING', now(), 0, now() - interval '1 day')");
        List<OutboxKind> due =
                outbox.due(Instant.now(), MANY).stream().map(ReadyToLeave::kind).toList();
        assertEquals(MANY + 2, due.size());
        assertEquals(OutboxKind.RESCHEDULED, due.get(0), "the longest waiting is first");
        assertEquals(OutboxKind.DRAFT, due.get(MANY + 1));
    }

    @Test
    void aLoginIsFoundByItsProviderSessionWithoutReadingTheOthers() throws SQLException {
        execute("insert into login (id, person, roles, provider_session, provider_subject, began_at, ends_at, ended_at)"
                + " select gen_random_uuid(), 'somebody', 'THERAPIST', 'session ' || n, 'subject ' || n, now(),"
                + " now() + interval '12 hours', now() from generate_series(1, 20000) n");
        execute("analyze login");
        long before = scans();
        var at = new ProviderSession(Optional.of("session 77"), Optional.of("subject 77"));
        assertTrue(logins.newestOf("session 77").isPresent());
        assertEquals(false, logins.isOver(at, Instant.now()));
        assertEquals(false, logins.isOverSince("subject 77", Instant.now()));
        assertEquals(List.of(), logins.lockOfProviderSession("session 77"));
        assertEquals(List.of(), logins.lockOfSubject("subject 77", Instant.now()));
        assertEquals(before, scans());
    }

    /** How often this transaction has read the whole table of logins. */
    private long scans() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select seq_scan from pg_stat_xact_user_tables where relname = 'login'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
