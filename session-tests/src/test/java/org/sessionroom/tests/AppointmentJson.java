package org.sessionroom.tests;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import org.sessionroom.launcher.DemoPerson;

/** An appointment as the hospital's scheduling writes it. */
record AppointmentJson(
        String externalId,
        DemoPerson therapist,
        String clientName,
        String clientEmail,
        Instant startsAt,
        String language) {

    /** One in Portuguese. */
    AppointmentJson(String externalId, DemoPerson therapist, String clientName, String clientEmail, Instant startsAt) {
        this(externalId, therapist, clientName, clientEmail, startsAt, "pt-BR");
    }

    String json() {
        return object().toString();
    }

    JsonObject object() {
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
