package org.sessionroom.provider.dialect;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.sessionroom.provider.api.Reason;

/**
 * Classifies an HTTP status, an error that a provider describes ({@code {"error":{"code","type"}}}) or an exception of the
 * client. Codes are more specific than a status and are checked first.
 */
final class Refusals {

    private static final int REDIRECTS = 300;
    private static final int BAD_REQUEST = 400;
    /** Up to some 30 years, longer than any useful delay. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int UPGRADE_REQUIRED = 426;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int OVERLOADED = 529;

    private static final int POLICY_VIOLATION = 1008;
    private static final int INTERNAL_ERROR = 1011;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int OWN_CODES = 3000;

    /** Keys are parts of a code or type of OpenAI's API and of compatible ones. */
    private static final Map<String, Reason> CODES = Map.ofEntries(
            Map.entry("invalid_api_key", Reason.REFUSED_LOGIN),
            Map.entry("authentication_error", Reason.REFUSED_LOGIN),
            Map.entry("permission_error", Reason.REFUSED_LOGIN),
            Map.entry("insufficient_quota", Reason.OUT_OF_QUOTA),
            Map.entry("billing", Reason.OUT_OF_QUOTA),
            Map.entry("rate_limit", Reason.BUSY),
            Map.entry("overloaded", Reason.BUSY),
            Map.entry("server_error", Reason.FAILED),
            Map.entry("session_expired", Reason.FAILED),
            Map.entry("model_not_found", Reason.MISCONFIGURED),
            Map.entry("invalid_model", Reason.MISCONFIGURED),
            Map.entry("context_length_exceeded", Reason.CUT_SHORT),
            Map.entry("exceed_context_size", Reason.CUT_SHORT),
            Map.entry("content_filter", Reason.DECLINED),
            Map.entry("content_policy", Reason.DECLINED));

    /** vLLM sends no code for it. */
    private static final Pattern TOO_LONG = Pattern.compile("maximum context length|context (window|size)");

    private Refusals() {}

    static Reason ofStatus(int status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> Reason.REFUSED_LOGIN;
            case PAYMENT_REQUIRED -> Reason.OUT_OF_QUOTA;
            case NOT_FOUND, METHOD_NOT_ALLOWED, GONE, UPGRADE_REQUIRED, NOT_IMPLEMENTED -> Reason.MISCONFIGURED;
            case CONTENT_TOO_LARGE -> Reason.CUT_SHORT;
            case TOO_MANY_REQUESTS, UNAVAILABLE, OVERLOADED -> Reason.BUSY;
            case REQUEST_TIMEOUT, GATEWAY_TIMEOUT -> Reason.TIMED_OUT;
            default ->
                status >= INTERNAL_SERVER_ERROR
                        ? Reason.FAILED
                        : status >= REDIRECTS && status < BAD_REQUEST ? Reason.MISCONFIGURED : Reason.REFUSED_REQUEST;
        };
    }

    /** Uses the body, if it contains a known code. */
    static Reason of(int status, String body) {
        Reason reason = coded(error(body)).orElseGet(() -> ofStatus(status));
        return reason == Reason.REFUSED_REQUEST && TOO_LONG.matcher(body).find() ? Reason.CUT_SHORT : reason;
    }

    /** The error that a body describes; an empty one if there is none. */
    static JsonObject error(String body) {
        try {
            return JsonText.inner(JsonText.object(body), "error");
        } catch (Unreadable noJson) {
            return JsonText.NOTHING;
        }
    }

    /** The meaning of an error's code or type; empty if it is unspecific. */
    static Optional<Reason> coded(JsonObject error) {
        return coded(JsonText.string(error, "code").orElse("") + " "
                + JsonText.string(error, "type").orElse(""));
    }

    private static Optional<Reason> coded(String words) {
        String code = words.toLowerCase(Locale.ROOT);
        return CODES.keySet().stream()
                .filter(code::contains)
                .sorted()
                .findFirst()
                .map(CODES::get);
    }

    /**
     * The meaning of the provider's close code (RFC 6455 §7.4.1). OpenAI closes with codes of its own and sends the error's code
     * as the close reason.
     */
    static Reason ofClose(int status, String words) {
        return switch (status) {
            case TRY_AGAIN_LATER -> Reason.BUSY;
            case INTERNAL_ERROR -> Reason.FAILED;
            case POLICY_VIOLATION -> coded(words).orElse(Reason.REFUSED_REQUEST);
            default -> coded(words).orElse(status >= OWN_CODES ? Reason.REFUSED_REQUEST : Reason.DROPPED);
        };
    }

    /**
     * The delay that the provider asks for: a number of seconds, or a time of day, which is compared with the
     * answer's own Date and not with our clock (RFC 9110 §10.2.3). Other values are ignored.
     */
    static Optional<Duration> retryAfter(HttpHeaders headers) {
        Optional<String> asked = headers.firstValue("Retry-After").map(String::strip);
        if (asked.filter(value -> SECONDS.matcher(value).matches()).isPresent()) {
            return asked.map(value -> Duration.ofSeconds(Long.parseLong(value)));
        }
        return asked.flatMap(Refusals::time)
                .flatMap(until -> headers.firstValue("Date")
                        .flatMap(Refusals::time)
                        .map(answered -> Duration.between(answered, until)))
                .filter(wait -> !wait.isNegative());
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    static Reason of(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof WebSocketHandshakeException handshake) {
            // The handshake contains only configured values.
            Reason refusal = ofStatus(handshake.getResponse().statusCode());
            return refusal == Reason.REFUSED_REQUEST ? Reason.MISCONFIGURED : refusal;
        }
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return Reason.UNREACHABLE;
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return Reason.TIMED_OUT;
        }
        if (cause instanceof TooLarge) {
            return Reason.TOO_LARGE;
        }
        return cause instanceof IOException ? Reason.DROPPED : Reason.UNREACHABLE;
    }
}
