package org.sessionroom.tests.api;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.UUID;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.tests.driver.AppointmentJson;

/** An appointment for the tests of the API; each path is another one's. */
final class SomeAppointment {

    private SomeAppointment() {}

    static String somePath() {
        return "/appointments/" + UUID.randomUUID();
    }

    static AppointmentJson booking() {
        return new AppointmentJson(
                "unused", DemoPerson.PAULO, "Bia Souza", "bia@example.org", Instant.parse("2027-03-01T12:00:00Z"));
    }

    static String with(String key, JsonValue value) {
        return Json.createObjectBuilder(booking().object())
                .add(key, value)
                .build()
                .toString();
    }
}
