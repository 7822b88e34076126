package org.sessionroom.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;

/** The hospital's login does not answer. */
class LoginUnavailableIT {

    @Test
    void thatIsSaidAndNobodyIsForbiddenAnything() {
        String nowhere = "http://127.0.0.1:" + Ports.free(1).identityProvider() + "/default";
        try (Room room = RunningRoom.started("no-login", Map.of("SESSION_OIDC_PROVIDER_URL", nowhere))) {
            HttpResponse<String> answer = new HttpVisitor(room).get("/agenda");
            assertEquals("/login", answer.uri().getPath());
            assertTrue(answer.body().contains("data-notice=\"LOGIN_UNAVAILABLE\""), answer.body());
        }
    }
}
