package org.sessionroom.tests.driver;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;

/** A language model on a real socket that gives the answers a test defines, and records the requests. */
public final class Model implements AutoCloseable {

    /** The answers that a test defines. */
    @FunctionalInterface
    public interface Mind {
        String answer(JsonObject data);
    }

    private final ScriptedProvider server = ScriptedProvider.playing(this::serve);
    private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
    private volatile Mind mind = data -> "{\"insights\":[]}";
    private volatile int status = 200;
    private volatile int fits = Integer.MAX_VALUE;

    public Map<String, String> environment() {
        return Map.of(
                "SESSION_ASSISTANT_URL",
                server.address("/v1/chat/completions").toString(),
                "SESSION_ASSISTANT_MODEL",
                "scripted");
    }

    public void thinks(Mind next) {
        status = 200;
        fits = Integer.MAX_VALUE;
        mind = next;
    }

    /** From now on an answer to a request with more utterances than this is cut off. */
    public void takesAtOnce(int lines) {
        fits = lines;
    }

    public void fails(int code) {
        status = code;
    }

    /** The requests, in their order. */
    public List<JsonObject> asked() {
        return asked;
    }

    private void serve(Peer peer) throws IOException {
        JsonObject request = HttpVisitor.json(new String(peer.body(), StandardCharsets.UTF_8));
        asked.add(request);
        if (status != 200) {
            peer.answer(status, "text/plain", "no");
            return;
        }
        JsonObject data = HttpVisitor.json(
                request.getJsonArray("messages").getJsonObject(1).getString("content"));
        String content = mind.answer(data);
        boolean whole = data.getJsonArray("segments").size() <= fits;
        peer.answer(
                200,
                "application/json",
                Json.createObjectBuilder()
                        .add("model", "scripted-1")
                        .add(
                                "choices",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("finish_reason", whole ? "stop" : "length")
                                                .add(
                                                        "message",
                                                        Json.createObjectBuilder()
                                                                .add("role", "assistant")
                                                                .add(
                                                                        "content",
                                                                        whole
                                                                                ? content
                                                                                : content.substring(
                                                                                        0, content.length() / 2)))))
                        .add(
                                "usage",
                                Json.createObjectBuilder()
                                        .add("prompt_tokens", 100)
                                        .add("completion_tokens", 20))
                        .build()
                        .toString());
    }

    @Override
    public void close() {
        server.close();
    }
}
