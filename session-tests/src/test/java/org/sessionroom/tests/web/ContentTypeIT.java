package org.sessionroom.tests.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.RunningRoom;

/** Each answer with a body has a Content-Type; {@link HttpVisitor#typed} checks this in all other tests, too. */
@ExtendWith(RunningRoom.class)
class ContentTypeIT {

    /** The Accept header of Prometheus 3. */
    private static final String PROMETHEUS = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private final Room room;

    ContentTypeIT(Room room) {
        this.room = room;
    }

    @Test
    void prometheusIsToldItsOwnFormat() {
        Api.Answer metrics =
                Api.send(management("/prometheus").header("Accept", PROMETHEUS)).expect(200);
        assertEquals(
                List.of("text/plain; version=0.0.4; charset=utf-8"),
                metrics.http().headers().allValues("Content-Type"));
        for (String metric : List.of("undertow_request_count", "datasources_pool", "jvm_")) {
            assertTrue(metrics.text().contains("\n" + metric), metric);
        }
        assertTrue(
                metrics.text().lines().allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-zA-Z_:]\\w*(\\{.*})? \\S+")),
                metrics.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/health/live",
                "/health/ready",
                "/health/started",
                "/nothing",
                "/console",
                "/management"
            })
    void theManagementPortSaysWhatItSays(String path) {
        // The status does not matter here; Api checks the type.
        Api.send(management(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/agenda",
                "/join",
                "/notice?about=LOGGED_OUT",
                "/room",
                "/session?id=1",
                "/pass",
                "/problem",
                "/openapi",
                "/openapi?format=JSON",
                "/api",
                "/api/nothing",
                "/api/jwks",
                "/api/sessions",
                "/socket/room",
                "/console",
                "/logout/provider",
                "/resources/nothing.js",
                "/resources/icons/lucide-LICENSE.txt",
                "/resources/fonts/figtree-OFL.txt"
            })
    void thePagesPortSaysWhatItSays(String path) {
        URI address = HttpVisitor.origin(room).resolve(path);
        Api.send(HttpRequest.newBuilder(address));
        Api.send(HttpRequest.newBuilder(address).POST(BodyPublishers.ofString("a=b")));
        Api.send(HttpRequest.newBuilder(address).method("TRACE", BodyPublishers.noBody()));
    }

    private HttpRequest.Builder management(String path) {
        int port = room.nodes().get(0).ports().management();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
