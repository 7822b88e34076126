package org.sessionroom.identity;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpStatus;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;
import org.apache.http.util.EntityUtils;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.health.RecurringFaults;
import org.wildfly.security.http.oidc.OidcClientConfiguration;
import org.wildfly.security.http.oidc.OidcClientContext;
import org.wildfly.security.http.oidc.OidcHttpFacade;

/**
 * Checks each {@link TokenAnswer} before elytron-oidc-client does, in the HTTP client that it uses. elytron-oidc-client has no
 * leeway for a token that is not valid yet (RFC 7519 §4.1.5), and cannot be configured to: so the login waits until it is valid, as long as
 * the provider's clock is ahead by no more than the tolerated difference.
 */
public final class TokenAnswers extends CloseableHttpClient {

    private static final RecurringFaults FAULTS = new RecurringFaults(Duration.ofMinutes(1));

    /** The token's time is in whole seconds, and elytron compares whole seconds. */
    private static final Duration ROUNDING = Duration.ofMillis(20);

    /** For each answer of the provider to a login: tokens, metadata and keys. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int LARGEST_ANSWER = 256 * 1024;

    private final CloseableHttpClient provider;
    private final Clock clock;

    private TokenAnswers(CloseableHttpClient provider, Clock clock) {
        this.provider = new BoundedHttpClient(provider, DEADLINE, LARGEST_ANSWER);
        this.clock = clock;
    }

    /** Starts checking the token answers for the logins of these pages. */
    public static void watch(ServletContext pages, Clock clock) {
        String place = OidcClientContext.class.getName();
        if (pages.getAttribute(place) instanceof OidcClientContext context && !(context instanceof Watching)) {
            pages.setAttribute(place, new Watching(context, clock));
        }
    }

    /** The object from which elytron-oidc-client takes its configuration with each request. */
    private static final class Watching extends OidcClientContext {

        private final OidcClientContext context;
        private final Clock clock;

        Watching(OidcClientContext context, Clock clock) {
            this.context = context;
            this.clock = clock;
        }

        @Override
        public OidcClientConfiguration resolveDeployment(OidcHttpFacade request) {
            OidcClientConfiguration configuration = context.resolveDeployment(request);
            HttpClient client = configuration == null ? null : configuration.getClient();
            if (client instanceof CloseableHttpClient provider && !(client instanceof TokenAnswers)) {
                configuration.setClient(new TokenAnswers(provider, clock));
            }
            return configuration;
        }
    }

    @Override
    protected CloseableHttpResponse doExecute(HttpHost target, HttpRequest request, HttpContext context)
            throws IOException {
        CloseableHttpResponse response = provider.execute(target, request, context);
        HttpEntity entity = response.getEntity();
        int status = response.getStatusLine().getStatusCode();
        if (status != HttpStatus.SC_OK) {
            // Also for a code that somebody made up, so it is counted; elytron would log each in several lines.
            count("the provider answered with status " + status);
        }
        boolean answers = status == HttpStatus.SC_OK && entity != null;
        if (answers && HttpPost.METHOD_NAME.equals(request.getRequestLine().getMethod())) {
            Optional<TokenAnswer> tokens = TokenAnswer.read(EntityUtils.toString(entity, StandardCharsets.UTF_8));
            if (tokens.isPresent()) {
                check(tokens.get());
            }
        }
        return response;
    }

    private void check(TokenAnswer tokens) throws IOException {
        String principal = ConfigProvider.getConfig()
                .getOptionalValue("session.oidc.principal", String.class)
                .orElse("preferred_username");
        Optional<String> fault = tokens.fault(principal);
        if (fault.isPresent()) {
            throw refused(fault.get());
        }
        Duration ahead = tokens.ahead(clock.instant());
        if (ahead.compareTo(ClockLeeway.OF_TOKENS) > 0) {
            throw refused("the ID token is not good yet: the provider's clock is ahead by " + ahead.toSeconds() + " s");
        }
        if (!ahead.isNegative() && !ahead.isZero()) {
            count("the provider's clock is ahead by " + ahead.toSeconds() + " s, so that logins wait as long");
            rest(ahead.plus(ROUNDING));
        }
    }

    private static IOException refused(String kind) {
        count(kind);
        return new IOException(kind);
    }

    private static void count(String kind) {
        FAULTS.count(kind, System.nanoTime()).ifPresent(times -> LOG.loginTrouble(kind, times));
    }

    private static void rest(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() throws IOException {
        provider.close();
    }

    /** @deprecated as in the interface */
    @Override
    @Deprecated
    public HttpParams getParams() {
        return provider.getParams();
    }

    /** @deprecated as in the interface */
    @Override
    @Deprecated
    public ClientConnectionManager getConnectionManager() {
        return provider.getConnectionManager();
    }
}
