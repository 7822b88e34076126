package org.sessionroom.tests.session;

import static org.sessionroom.tests.driver.RoomSocketClient.has;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.UUID;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.Therapist;

/** A session that is over, with something in every part of its record. */
final class PlayedSession {

    /** The name under which the client entered, whatever the appointment contains. */
    static final String CLIENT = "Ana Martins";

    static final String SAID = "Até quinta, então";
    static final String LABEL = "Avó Lourdes";
    static final String NOTE = "Voltar ao lugar da avó.";

    private PlayedSession() {}

    /** A complete session with a call, a pause, a figure, a message and notes. */
    static Therapist.Opened of(Therapist therapist) {
        try (Pair pair = Pair.calling(therapist)) {
            reports(pair.client(), 20, 40, false);
            reports(pair.desk(), 350, 900, true);
            pair.desk().changed(Changes.placed(UUID.randomUUID(), LABEL, -120, 60));
            says(pair.client(), SAID);
            pair.deskApi()
                    .putIfMatch(
                            pair.path("/notes"),
                            "\"0\"",
                            Json.createObjectBuilder().add("text", NOTE).build().toString())
                    .expect(200);
            for (String step : List.of("PAUSE", "RESUME", "COMPLETE")) {
                pair.deskApi()
                        .post(pair.path("/transitions"), "{\"transition\":\"" + step + "\"}")
                        .expect(200);
            }
            return pair.opened();
        }
    }

    static void reports(RoomSocketClient line, double typical, double worst, boolean relay) {
        JsonArrayBuilder samples = Json.createArrayBuilder();
        for (double roundTrip : new double[] {typical, typical, worst}) {
            samples.add(Json.createObjectBuilder()
                    .add("roundTrip", roundTrip)
                    .add("loss", 0.01)
                    .add("jitter", 7)
                    .add("received", 1200)
                    .add("sent", 900)
                    .add("frames", 30)
                    .add("freezes", 1)
                    .add("relay", relay));
        }
        line.send(Json.createObjectBuilder()
                .add("type", "quality")
                .add("samples", samples)
                .build());
        line.heard();
    }

    static void says(RoomSocketClient line, String text) {
        UUID id = UUID.randomUUID();
        line.send(Json.createObjectBuilder()
                .add("type", "chat")
                .add("messageId", id.toString())
                .add("text", text)
                .build());
        line.await(is("chatted").and(has("messageId", id)));
    }
}
