package org.sessionroom.front;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The security headers of every answer (OWASP ASVS 5.0, 3.4), unless the application set its own value. Set at the
 * last moment, because an answer that fails half-way loses its headers.
 *
 * @param secure whether people use HTTPS
 */
record AnswerHeaders(boolean secure) implements ResponseCommitListener {

    private static final HttpString TRANSPORT_SECURITY = new HttpString("Strict-Transport-Security");
    private static final HttpString ALLOW_ORIGIN = new HttpString("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_CREDENTIALS = new HttpString("Access-Control-Allow-Credentials");

    private static final HttpString PERMISSIONS = new HttpString("Permissions-Policy");
    private static final String OF_PAGES =
            "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()";

    /** Browsers evaluate this header only for documents; the room fetches some 80 scripts and styles, so theirs is short. */
    private static final String OF_SCRIPTS_AND_STYLES = "camera=()";

    private static final Pattern SCRIPT_OR_STYLE = Pattern.compile("text/(javascript|css)\\b.*");

    private static final Map<HttpString, String> DEFAULTS = defaults();

    private static Map<HttpString, String> defaults() {
        Map<HttpString, String> headers = new LinkedHashMap<>();
        headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
        headers.put(new HttpString("X-Frame-Options"), "DENY");
        headers.put(new HttpString("Referrer-Policy"), "same-origin");
        headers.put(new HttpString("Cross-Origin-Opener-Policy"), "same-origin");
        headers.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
        // Nothing may run; pages set a policy of their own.
        headers.put(new HttpString("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
        // Cacheable answers set their own value.
        headers.put(new HttpString("Cache-Control"), "no-store");
        return headers;
    }

    @Override
    public void beforeCommit(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        DEFAULTS.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.put(name, value);
            }
        });
        if (!headers.contains(PERMISSIONS)) {
            String type = headers.contains(Headers.CONTENT_TYPE) ? headers.getFirst(Headers.CONTENT_TYPE) : "";
            headers.put(PERMISSIONS, SCRIPT_OR_STYLE.matcher(type).matches() ? OF_SCRIPTS_AND_STYLES : OF_PAGES);
        }
        if (secure) {
            headers.put(TRANSPORT_SECURITY, "max-age=31536000");
        }
        if ("*".equals(headers.getFirst(ALLOW_ORIGIN))) {
            // WildFly's OpenAPI endpoint sends both headers, a combination that no browser accepts.
            headers.remove(ALLOW_CREDENTIALS);
        }
    }
}
