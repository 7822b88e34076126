package org.sessionroom.chat;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import org.sessionroom.participant.AuthorJson;

/** The JSON shape of a chat message, on the socket and in the API. */
public final class ChatJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private ChatJson() {}

    public static JsonObjectBuilder write(ChatMessage message) {
        return AuthorJson.add(
                JSON.createObjectBuilder()
                        .add("seq", message.seq())
                        .add("messageId", message.messageId().toString())
                        .add("at", message.at().toString())
                        .add("text", message.text()),
                message.by());
    }
}
