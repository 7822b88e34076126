package org.sessionroom.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MigrationDataSourceTest {

    private static final int USUAL = 15_000;

    private final List<String> executed = new ArrayList<>();
    private final List<Integer> readTimeouts = new ArrayList<>();

    @Test
    void aMigrationHasTimeLimitsOfItsOwn() throws SQLException {
        try (Connection connection = new MigrationDataSource(database()).getConnection()) {
            connection.setAutoCommit(false);
        }
        List<Integer> limits = Pattern.compile(
                        "set local (lock|statement|idle_in_transaction_session)_timeout = (\\d+)")
                .matcher(String.join(";", executed))
                .results()
                .map(MigrationDataSourceTest::milliseconds)
                .toList();
        assertEquals(List.of(5_000, 600_000, 1_800_000), limits);
        assertTrue(readTimeouts.get(0) > 600_000, "the connection is read for longer than a statement may take");
        assertEquals(USUAL, readTimeouts.get(1), "the connection returns to the pool as it was");
    }

    private static int milliseconds(MatchResult limit) {
        return Integer.parseInt(limit.group(2));
    }

    private DataSource database() {
        Statement statement = made(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().equals("execute")) {
                executed.add((String) arguments[0]);
            }
            return method.getReturnType() == boolean.class ? false : null;
        });
        Connection connection = made(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement;
            case "getNetworkTimeout" -> USUAL;
            case "getAutoCommit", "isClosed" -> false;
            case "setNetworkTimeout" -> {
                readTimeouts.add((Integer) arguments[1]);
                yield null;
            }
            default -> null;
        });
        return made(DataSource.class, (proxy, method, arguments) -> connection);
    }

    private static <T> T made(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
