package org.sessionroom.transcript;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import org.sessionroom.participant.AuthorJson;

/** The JSON shape of a transcript line, on the socket and in the API. */
public final class TranscriptJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private TranscriptJson() {}

    /** Members that a line does not have are left out. */
    public static JsonObjectBuilder write(TranscriptLine line) {
        JsonObjectBuilder json = JSON.createObjectBuilder()
                .add("lineId", line.id().toString())
                .add("changed", line.changed())
                .add("role", line.role().name())
                .add("state", line.state().name())
                .add("from", line.from().toString())
                .add("to", line.to().toString())
                .add("language", line.language());
        AuthorJson.add(json, line.by());
        line.confidence().ifPresent(confidence -> json.add("confidence", confidence));
        line.text().ifPresent(text -> json.add("text", text));
        line.heard().ifPresent(heard -> json.add("heard", heard));
        line.gap().ifPresent(reason -> json.add("gap", reason.name()));
        if (line.doubtful()) {
            json.add("doubtful", true);
        }
        return json;
    }
}
