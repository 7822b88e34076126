package org.sessionroom.provider.dialect;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.sessionroom.provider.api.Reason;

/** What an HTTP status or an exception of the client means. */
final class Refusals {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private Refusals() {}

    static Reason ofStatus(int status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> Reason.REFUSED_LOGIN;
            case TOO_MANY_REQUESTS, UNAVAILABLE -> Reason.BUSY;
            case REQUEST_TIMEOUT -> Reason.TIMED_OUT;
            default -> status >= INTERNAL_SERVER_ERROR ? Reason.FAILED : Reason.REFUSED_REQUEST;
        };
    }

    static Reason of(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof WebSocketHandshakeException handshake) {
            return ofStatus(handshake.getResponse().statusCode());
        }
        if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
            return Reason.UNREACHABLE;
        }
        if (cause instanceof HttpTimeoutException) {
            return Reason.TIMED_OUT;
        }
        if (cause instanceof TooLarge) {
            return Reason.TOO_LARGE;
        }
        return cause instanceof IOException ? Reason.DROPPED : Reason.UNREACHABLE;
    }
}
