package org.sessionroom.web;

import io.undertow.server.HandlerWrapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import jakarta.json.Json;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionroom.Messages;
import org.sessionroom.identity.LoginQuery;
import org.sessionroom.identity.ReturningBrowsers;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SharedSlots;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;
import org.sessionroom.limit.SourceSite;

/**
 * Runs before the container's login, which no filter can: pages identify people only by their cookies. A bearer
 * token or a password is refused, and the login sees only the part of an address that {@link LoginQuery} allows, so nothing that a
 * stranger writes there causes an HTTP session, a call to the provider or a line in the log.
 */
public class PagesFront implements ServletExtension {

    private static final AttachmentKey<String> QUERY = AttachmentKey.create(String.class);
    private static final HttpString AUTHORIZATION = Headers.AUTHORIZATION;
    private static final String SESSION_COOKIE = "JSESSIONID";

    /**
     * By this header elytron-oidc-client recognises clients that cannot be redirected to the provider ("autodetect-bearer-only"). Without
     * it the client would prepare a login for each page, and fetch the provider's metadata; if the provider does not
     * answer, our pages would not answer either.
     */
    private static final HttpString BEGINS_NO_LOGIN = new HttpString("SOAPAction");

    private static final HttpString FACES_REQUEST = new HttpString("Faces-Request");

    /** Other headers by which it recognises such clients; at the login's page they are removed. */
    private static final List<HttpString> SCRIPTS =
            List.of(BEGINS_NO_LOGIN, new HttpString("X-Requested-With"), FACES_REQUEST);

    /** Logins that wait for the provider, so that they do not occupy all threads of the server. */
    private static final SharedSlots<SourceSite> UNDER_WAY = new SharedSlots<>(8, 8, 6, Duration.ofSeconds(1));

    private static final Duration BUSY = Duration.ofSeconds(3);

    private static final SourceLimits LOGINS = new SourceLimits(240, 4);
    private static final SourceLimits ANSWERS = new SourceLimits(120, 2);

    /** For browsers in which somebody has logged in before, by that person: strangers at their address do not use it up. */
    private static final RateLimits<String> RETURNS = new RateLimits<>(30, 0.5);

    /** All browsers of an address in which nobody has logged in yet. */
    private static final String STRANGERS = "";

    /** Also HEAD, for clients that check whether a page exists. */
    private static final Set<String> LOGIN_METHODS = Set.of("GET", "HEAD");

    @Override
    public void handleDeployment(DeploymentInfo pages, ServletContext context) {
        HandlerWrapper before = next -> exchange -> before(exchange, context, next);
        HandlerWrapper after = next -> exchange -> after(exchange, next);
        pages.addInitialHandlerChainWrapper(before);
        pages.addInnerHandlerChainWrapper(after);
        // A failure is logged only with its reference; see FailureReference.
        pages.setExceptionHandler((exchange, request, response, failure) -> false);
    }

    private static void before(HttpServerExchange exchange, ServletContext context, HttpHandler next) throws Exception {
        String query = exchange.getQueryString();
        if (exchange.getRequestHeaders().contains(AUTHORIZATION) || LoginQuery.carriesCredential(query)) {
            refuse(exchange, StatusCodes.BAD_REQUEST, "problem.credential");
            return;
        }
        // The only type that pages answer with; Faces fails at a header that it cannot parse.
        exchange.getRequestHeaders().put(Headers.ACCEPT, "text/html");
        if (LOGIN_METHODS.contains(exchange.getRequestMethod().toString())) {
            // Faces' scripts only post; with this header Faces would answer other requests with half a page, or fail.
            exchange.getRequestHeaders().remove(FACES_REQUEST);
        }
        String path = exchange.getRelativePath();
        if (LoginQuery.PAGE.equals(path)
                && !LOGIN_METHODS.contains(exchange.getRequestMethod().toString())) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, "problem.405");
            return;
        }
        String shown = LoginQuery.shown(path, query, cookie(exchange, LoginQuery.STATE_COOKIE));
        boolean answer = LoginQuery.isAnswer(shown);
        if (answer) {
            forgetSession(exchange);
        }
        boolean underWay = false;
        String who = STRANGERS;
        if (LoginQuery.PAGE.equals(path)) {
            // Additions to the path, such as path parameters, would become part of the provider's redirect URI.
            exchange.setRequestURI(LoginQuery.PAGE);
            SCRIPTS.forEach(exchange.getRequestHeaders()::remove);
            who = ReturningBrowsers.person(cookie(exchange, ReturningBrowsers.cookie()), context)
                    .orElse(STRANGERS);
            Optional<Duration> wait = refusal(exchange, answer ? ANSWERS : LOGINS, who);
            if (wait.isPresent()) {
                refuse(exchange, wait.get());
            } else if (ProviderCheckServlet.hasAnswered(context)) {
                underWay = UNDER_WAY.enter(source(exchange).site(), who);
                if (!underWay) {
                    refuse(exchange, BUSY);
                }
            } else {
                lead(exchange, ProviderCheckServlet.PATH, ProviderCheckServlet.LED, "");
            }
        } else {
            exchange.getRequestHeaders().put(BEGINS_NO_LOGIN, "");
        }
        exchange.putAttachment(QUERY, query);
        exchange.setQueryString(shown);
        try {
            next.handleRequest(exchange);
        } finally {
            if (underWay) {
                // Released now, and not when the answer was read: a reader that takes nothing must not block other
                // logins.
                UNDER_WAY.leave(source(exchange).site(), who);
            }
        }
    }

    private static void refuse(HttpServerExchange exchange, Duration wait) {
        lead(exchange, RefusedServlet.PATH, RefusedServlet.RETRY_AFTER, Long.toString(RateLimits.retryAfter(wait)));
    }

    /** Forwards to a servlet that answers instead of the login; the attribute proves that the request comes from here. */
    private static void lead(HttpServerExchange exchange, String path, String attribute, String value) {
        exchange.getRequestHeaders().put(BEGINS_NO_LOGIN, "");
        exchange.putAttachment(HttpServerExchange.REQUEST_ATTRIBUTES, Map.of(attribute, value));
        exchange.setRelativePath(path);
    }

    /** A login causes work for the provider, and its answer a call to the provider; see docs/operations.md. */
    private static Optional<Duration> refusal(HttpServerExchange exchange, SourceLimits limits, String who) {
        long now = System.nanoTime();
        if (!who.equals(STRANGERS) && RETURNS.refusal(who, now).isEmpty()) {
            return Optional.empty();
        }
        return limits.refusal(source(exchange), now);
    }

    private static SourceAddress source(HttpServerExchange exchange) {
        return SourceAddress.of(exchange.getSourceAddress().getHostString());
    }

    /** Restores the complete address for the application. */
    private static void after(HttpServerExchange exchange, HttpHandler next) throws Exception {
        Optional.ofNullable(exchange.removeAttachment(QUERY)).ifPresent(exchange::setQueryString);
        next.handleRequest(exchange);
    }

    private static Optional<String> cookie(HttpServerExchange exchange, String name) {
        return cookies(exchange)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    /** Reads the header itself: once Undertow has parsed the cookies, it does not parse them again. */
    private static Stream<String> cookies(HttpServerExchange exchange) {
        return Stream.ofNullable(exchange.getRequestHeaders().get(Headers.COOKIE))
                .flatMap(HeaderValues::stream)
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip);
    }

    /**
     * A person who returns from the provider gets a new session id (OWASP ASVS 5.0, 7.2.4), once the login has
     * succeeded and not before: elytron-oidc-client keeps the account in whatever session the browser sends, and WildFly's
     * distributable sessions accept any id.
     */
    private static void forgetSession(HttpServerExchange exchange) {
        String others = cookies(exchange)
                .filter(cookie -> !cookie.startsWith(SESSION_COOKIE + "="))
                .collect(Collectors.joining("; "));
        exchange.getRequestHeaders().put(Headers.COOKIE, others);
    }

    private static void refuse(HttpServerExchange exchange, int status, String reason) {
        String accepted = Optional.ofNullable(exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE))
                .orElse("");
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json; charset=UTF-8");
        exchange.getResponseSender()
                .send(Json.createObjectBuilder()
                        .add("type", "urn:sessionroom:HTTP_" + status)
                        .add("status", status)
                        .add("detail", Messages.in(Messages.preferred(accepted)).text(reason))
                        .build()
                        .toString());
    }
}
