package org.sessionroom.tests.driver;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.WildFly;

/** A browser without a screen: cookies, forms and Faces' partial requests, over the room's HTTP port. */
public class HttpVisitor {

    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]* value=\"([^\"]+)\"");

    private static final int MOST_WAITS = 20;

    private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    final Room room;
    private WildFly node;

    public HttpVisitor(Room room) {
        this.room = room;
        this.node = room.nodes().get(0);
    }

    /** The origin of the pages: that of the first node. */
    public static URI origin(Room room) {
        return origin(room.nodes().get(0));
    }

    private static URI origin(WildFly node) {
        return URI.create("http://localhost:" + node.ports().http());
    }

    /** Sends further requests to this node, as after a failover of the balancer; the cookies stay. */
    public void goesTo(WildFly other) {
        node = other;
    }

    /** Opens the room's socket as the page does, which first requests its ticket. */
    RoomSocketClient enters(String session, String role) {
        return RoomSocketClient.open(origin(node), pass(session, role).ticket()).answered();
    }

    /** Opens the socket of their microphone, as the page does. */
    MicrophoneClient opensMicrophone(String session, String role) {
        return MicrophoneClient.open(origin(node), pass(session, role).ticket());
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(path)));
    }

    public HttpResponse<String> post(URI address, Map<String, String> form, String... headers) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /**
     * Calls one of a page's PrimeFaces remote commands, as its script does.
     *
     * @param page the path of the page that contains the command
     * @param command the name of the script function
     */
    String call(String page, String command, Map<String, String> values) {
        return command(page, command).apply(values);
    }

    /** Opens a page, and calls the command only when it is given its values. */
    public Function<Map<String, String>, String> command(String page, String command) {
        String html = get(page).body();
        Matcher function = Pattern.compile(
                        command + " = function\\(\\) ?\\{return PrimeFaces\\.ab\\(\\{s:\"([^\"]+)\",f:\"([^\"]+)\""
                                + ",p:\"([^\"]+)\",u:\"([^\"]+)\"")
                .matcher(html);
        require(function.find(), "no command " + command + " on " + page + ":\n" + html);
        return values ->
                partial(page, html, function.group(1), function.group(2), function.group(3), function.group(4), values);
    }

    /** Presses one of a page's PrimeFaces buttons, which submits its whole form. */
    String press(String page, String button, String update, Map<String, String> values) {
        String form = button.substring(0, button.indexOf(':'));
        return partial(page, get(page).body(), button, form, form, update, values);
    }

    private String partial(
            String page,
            String html,
            String source,
            String form,
            String process,
            String update,
            Map<String, String> values) {
        Matcher viewState = VIEW_STATE.matcher(html);
        Matcher nonce = NONCE.matcher(html);
        require(viewState.find() && nonce.find(), "no view state or nonce on " + page);
        var fields = new LinkedHashMap<String, String>();
        fields.put("jakarta.faces.partial.ajax", "true");
        fields.put("jakarta.faces.source", source);
        fields.put("jakarta.faces.partial.execute", process.replace(',', ' '));
        fields.put("jakarta.faces.partial.render", update.replace(',', ' '));
        fields.put("jakarta.faces.ViewState", viewState.group(1));
        fields.put("primefaces.nonce", nonce.group(1));
        fields.put(source, source);
        fields.put(form, form);
        fields.putAll(values);
        HttpResponse<String> answer = post(address(page), fields, "Faces-Request", "partial/ajax");
        require(answer.statusCode() == 200, page + " answered " + answer.statusCode());
        return answer.body();
    }

    /** The id of this browser's HTTP session, without the suffix of the node. */
    public String sessionId() {
        return session().orElseThrow();
    }

    /** Like {@link #sessionId}, or empty if the server holds no session. */
    public Optional<String> session() {
        return cookie("JSESSIONID").map(value -> value.split("\\.")[0]);
    }

    /** The value of the cookie with this name. */
    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().get(origin(room)).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Puts a cookie into the browser, as an attacker might. */
    public void carries(String cookie) {
        try {
            cookies.put(origin(room), Map.of("Set-Cookie", List.of(cookie + "; Path=/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request of the room's page before it connects; the answer may be a refusal. */
    public HttpResponse<String> askForPass(String session, String role) {
        return post(
                address("/pass?as=" + role),
                Map.of("session", session),
                "X-Requested-With",
                "sessionroom",
                "Accept-Language",
                "pt-BR");
    }

    /** As the page does: if the request is rate-limited, or the room is unavailable, it waits for the time of Retry-After. */
    Pass pass(String session, String role) {
        HttpResponse<String> answer = askForPass(session, role);
        for (int i = 0; i < MOST_WAITS && (answer.statusCode() == 429 || answer.statusCode() == 503); i++) {
            waitFor(answer);
            answer = askForPass(session, role);
        }
        require(answer.statusCode() == 200, "pass: " + answer.statusCode() + " " + answer.body());
        JsonObject pass = json(answer.body());
        return new Pass(pass.getString("ticket"), pass.getString("token"));
    }

    private static void waitFor(HttpResponse<String> refusal) {
        try {
            TimeUnit.SECONDS.sleep(
                    refusal.headers().firstValueAsLong("Retry-After").orElseThrow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI address(String path) {
        return origin(node).resolve(path);
    }

    /** The client's own time-out of a request that was redirected ends another request of its connection later (JDK-8304701). */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return typed(answer.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UncheckedIOException(new IOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every body must have a Content-Type (RFC 9110 §8.3): Prometheus rejects answers without one, and browsers must not guess. */
    static HttpResponse<String> typed(HttpResponse<String> answer) {
        require(
                answer.body().isEmpty()
                        || answer.headers().firstValue("Content-Type").isPresent(),
                answer.uri() + " answered " + answer.statusCode() + " with a body and no Content-Type");
        return answer;
    }

    public static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    public static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }

    static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A single-use ticket for the socket and a token for the API, both bound to one session. */
    public record Pass(String ticket, String token) {}
}
