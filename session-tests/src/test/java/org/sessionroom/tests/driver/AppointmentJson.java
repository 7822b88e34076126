package org.sessionroom.tests.driver;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.sessionroom.launcher.DemoPerson;

/** An appointment as the hospital's scheduling writes it. */
public record AppointmentJson(
        String externalId,
        DemoPerson therapist,
        String clientName,
        String clientEmail,
        Instant startsAt,
        String language) {

    /** One in Portuguese. */
    public AppointmentJson(
            String externalId, DemoPerson therapist, String clientName, String clientEmail, Instant startsAt) {
        this(externalId, therapist, clientName, clientEmail, startsAt, "pt-BR");
    }

    public String json() {
        return object().toString();
    }

    public JsonObject object() {
        return Json.createObjectBuilder()
                .add("therapist", therapist.userName())
                .add("therapistName", therapist.fullName())
                .add("clientName", clientName)
                .add("clientEmail", clientEmail)
                .add("startsAt", startsAt.toString())
                .add("minutes", 50)
                .add("language", language)
                .build();
    }
}
