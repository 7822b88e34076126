package org.sessionroom.provider.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.Reason;

/**
 * The answer of {@code /v1/chat/completions}: one JSON object, or, from gateways that always stream,
 * an event stream (WHATWG HTML §9.2) of its pieces. The text may be a string or content parts; parts with the
 * model's thoughts are left out.
 */
final class ModelAnswer {

    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final StringBuilder text = new StringBuilder();
    private JsonObject usage = JsonText.NOTHING;
    private Optional<String> model = Optional.empty();
    private Optional<String> finish = Optional.empty();
    private boolean declined;

    private ModelAnswer() {}

    /**
     * @throws Unreadable if it is neither
     * @throws ProviderFailure for an error that the provider describes in it; DROPPED for an incomplete stream, CUT_SHORT for
     *     an incomplete answer, DECLINED if there is none
     */
    static ModelAnswer read(String body) throws Unreadable, ProviderFailure {
        ModelAnswer answer = new ModelAnswer();
        String plain = JsonText.unmarked(body).strip();
        if (plain.startsWith("{")) {
            answer.take(JsonText.object(plain), "message");
        } else {
            answer.takeEvents(plain);
        }
        return answer.whole();
    }

    String text() {
        return text.toString();
    }

    Optional<String> model() {
        return model;
    }

    /** Tokens, as the provider counted them. */
    int count(String name) {
        return (int) Math.max(0, JsonText.number(usage, name).orElse(0));
    }

    private void takeEvents(String stream) throws Unreadable, ProviderFailure {
        boolean ended = false;
        for (String line : stream.lines().toList()) {
            String data = line.startsWith(DATA) ? line.substring(DATA.length()).strip() : "";
            if (data.equals(DONE)) {
                ended = true;
            } else if (!data.isEmpty()) {
                take(JsonText.object(data), "delta");
            } else if (!isRest(line)) {
                throw new Unreadable();
            }
        }
        if (!ended && finish.isEmpty()) {
            throw new ProviderFailure(Reason.DROPPED);
        }
    }

    /** An empty line, a comment, or another field than the data. */
    private static boolean isRest(String line) {
        return line.isBlank() || line.matches("(:|event:|id:|retry:|data:).*");
    }

    private void take(JsonObject piece, String part) throws ProviderFailure {
        if (piece.containsKey("error") && !piece.isNull("error")) {
            throw new ProviderFailure(
                    Refusals.coded(JsonText.inner(piece, "error")).orElse(Reason.FAILED));
        }
        if (piece.get("usage") instanceof JsonObject counted) {
            usage = counted;
        }
        model = JsonText.string(piece, "model").or(() -> model);
        JsonText.objects(piece, "choices").stream().findFirst().ifPresent(choice -> {
            finish = JsonText.string(choice, "finish_reason").or(() -> finish);
            JsonObject message = JsonText.inner(choice, part);
            declined |= JsonText.string(message, "refusal")
                    .filter(said -> !said.isBlank())
                    .isPresent();
            text.append(JsonText.string(message, "content").orElseGet(() -> parts(message)));
        });
    }

    private static String parts(JsonObject message) {
        if (!(message.get("content") instanceof JsonArray)) {
            return "";
        }
        StringBuilder parts = new StringBuilder();
        JsonText.objects(message, "content").stream()
                .filter(part -> JsonText.string(part, "type").orElse("text").matches("text|output_text"))
                .forEach(part -> parts.append(JsonText.string(part, "text").orElse("")));
        return parts.toString();
    }

    private ModelAnswer whole() throws Unreadable, ProviderFailure {
        if (finish.filter("length"::equals).isPresent()) {
            throw new ProviderFailure(Reason.CUT_SHORT);
        }
        if (declined || finish.filter("content_filter"::equals).isPresent()) {
            throw new ProviderFailure(Reason.DECLINED);
        }
        if (text.toString().isBlank()) {
            throw new Unreadable();
        }
        return this;
    }

    /** Does not contain the answer, which must not reach a log. */
    @Override
    public String toString() {
        return "ModelAnswer[" + text.length() + "]";
    }
}
