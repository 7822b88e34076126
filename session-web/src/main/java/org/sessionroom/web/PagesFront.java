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
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sessionroom.Messages;
import org.sessionroom.identity.LoginQuery;
import org.sessionroom.limit.RateLimits;
import org.sessionroom.limit.SourceAddress;
import org.sessionroom.limit.SourceLimits;

/**
 * Stands before the container's login, which no filter can: pages know people by their cookies and by nothing else. A bearer
 * token or a password is refused, and of an address the login sees only what {@link LoginQuery} shows it, so that nothing a
 * stranger writes there costs an HTTP session, a call to the provider or a line of the log.
 */
public class PagesFront implements ServletExtension {

    private static final AttachmentKey<String> QUERY = AttachmentKey.create(String.class);
    private static final HttpString AUTHORIZATION = Headers.AUTHORIZATION;
    private static final String SESSION_COOKIE = "JSESSIONID";

    /**
     * By this header elytron-oidc-client knows whoever could not follow it to the provider ("autodetect-bearer-only"). Without
     * it the client would prepare a login for each page, and ask the provider where that is; when the provider does not
     * answer, neither would we.
     */
    private static final HttpString BEGINS_NO_LOGIN = new HttpString("SOAPAction");

    private static final HttpString FACES_REQUEST = new HttpString("Faces-Request");

    /** By these it knows them as well; on the login's page everybody is a person. */
    private static final List<HttpString> SCRIPTS =
            List.of(BEGINS_NO_LOGIN, new HttpString("X-Requested-With"), FACES_REQUEST);

    /** Logins that may wait for the provider at a time, so that they do not hold all threads of the server. */
    private static final Semaphore UNDER_WAY = new Semaphore(8);

    private static final Duration BUSY = Duration.ofSeconds(3);

    private static final SourceLimits LOGINS = new SourceLimits(240, 4);
    private static final SourceLimits ANSWERS = new SourceLimits(120, 2);

    /** HEAD as well, for whoever looks whether a page is there. */
    private static final Set<String> LOGIN_METHODS = Set.of("GET", "HEAD");

    @Override
    public void handleDeployment(DeploymentInfo pages, ServletContext context) {
        HandlerWrapper before = next -> exchange -> before(exchange, context, next);
        HandlerWrapper after = next -> exchange -> after(exchange, next);
        pages.addInitialHandlerChainWrapper(before);
        pages.addInnerHandlerChainWrapper(after);
        // What fails is logged with its reference and only then; see FailureReference.
        pages.setExceptionHandler((exchange, request, response, failure) -> false);
    }

    private static void before(HttpServerExchange exchange, ServletContext context, HttpHandler next) throws Exception {
        String query = exchange.getQueryString();
        if (exchange.getRequestHeaders().contains(AUTHORIZATION) || LoginQuery.carriesCredential(query)) {
            refuse(exchange, StatusCodes.BAD_REQUEST, "problem.credential");
            return;
        }
        // All that pages answer with; Faces fails at a header that it cannot read.
        exchange.getRequestHeaders().put(Headers.ACCEPT, "text/html");
        if (LOGIN_METHODS.contains(exchange.getRequestMethod().toString())) {
            // Faces' scripts only post; Faces answers anybody else who says it with half a page, or fails.
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
        if (LoginQuery.PAGE.equals(path)) {
            // Whatever was written around it, such as path parameters, would stand in the provider's way back.
            exchange.setRequestURI(LoginQuery.PAGE);
            SCRIPTS.forEach(exchange.getRequestHeaders()::remove);
            Optional<Duration> wait = refusal(exchange, answer ? ANSWERS : LOGINS);
            if (wait.isPresent()) {
                refuse(exchange, wait.get());
            } else if (ProviderCheckServlet.hasAnswered(context)) {
                underWay = UNDER_WAY.tryAcquire();
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
                // Now, and not when the answer was taken: a reader that takes nothing must not hold up other logins.
                UNDER_WAY.release();
            }
        }
    }

    private static void refuse(HttpServerExchange exchange, Duration wait) {
        lead(exchange, RefusedServlet.PATH, RefusedServlet.RETRY_AFTER, Long.toString(RateLimits.retryAfter(wait)));
    }

    /** To a servlet that answers in place of the login; by the attribute it knows who leads there. */
    private static void lead(HttpServerExchange exchange, String path, String attribute, String value) {
        exchange.getRequestHeaders().put(BEGINS_NO_LOGIN, "");
        exchange.putAttachment(HttpServerExchange.REQUEST_ATTRIBUTES, Map.of(attribute, value));
        exchange.setRelativePath(path);
    }

    /** A login costs the provider something, and its answer a call to the provider; see docs/operations.md. */
    private static Optional<Duration> refusal(HttpServerExchange exchange, SourceLimits limits) {
        SourceAddress source = SourceAddress.of(exchange.getSourceAddress().getHostString());
        return limits.refusal(source, System.nanoTime());
    }

    /** The application sees the whole address again. */
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

    /** From the header itself: once Undertow has read the cookies, it reads them no more. */
    private static Stream<String> cookies(HttpServerExchange exchange) {
        return Stream.ofNullable(exchange.getRequestHeaders().get(Headers.COOKIE))
                .flatMap(HeaderValues::stream)
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip);
    }

    /**
     * Whoever comes back from the provider gets a session that nobody knew before (OWASP ASVS 5.0, 7.2.4), once the login has
     * succeeded and not before: elytron-oidc-client keeps the account in whatever session the browser brings, and WildFly's
     * distributable sessions take over any id.
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
