package org.sessionroom.api;

import static org.sessionroom.SessionRoomLog.LOG;

import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sessionroom.Messages;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** The one place that turns failures into problem details (RFC 9457), in the caller's language. */
@Provider
public class Problems implements ExceptionMapper<Exception> {

    static final String MEDIA_TYPE = "application/problem+json";

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext security;

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof SessionRejected refusal) {
            return problem(status(refusal.rejection()), refusal.rejection());
        }
        if (failure instanceof ForbiddenException && security.getUserPrincipal() == null) {
            return toResponse(new NotAuthorizedException("Bearer"));
        }
        if (failure instanceof WebApplicationException web) {
            Response response = web.getResponse();
            return problem(
                    response.getStatus(),
                    "HTTP_" + response.getStatus(),
                    reason(response.getStatus(), messages()),
                    response);
        }
        return unexpected(failure);
    }

    private Response unexpected(Exception failure) {
        String reference = UUID.randomUUID().toString();
        LOG.unexpected(
                failure instanceof EJBException ejb && ejb.getCausedByException() != null
                        ? ejb.getCausedByException()
                        : failure,
                reference);
        String detail = messages().text("problem.unexpected", reference);
        return problem(500, "UNEXPECTED", detail, null);
    }

    private Response problem(int status, Rejection rejection) {
        return problem(status, rejection.name(), messages().text(rejection), null);
    }

    private static Response problem(int status, String code, String detail, Response original) {
        Response.ResponseBuilder problem =
                Response.status(status).type(MEDIA_TYPE).entity(body(status, code, detail));
        Stream.of(HttpHeaders.ALLOW, HttpHeaders.WWW_AUTHENTICATE)
                .filter(header -> original != null && original.getHeaderString(header) != null)
                .forEach(header -> problem.header(header, original.getHeaderString(header)));
        return problem.build();
    }

    static String body(int status, String code, String detail) {
        return Json.createObjectBuilder()
                .add("type", "urn:sessionroom:" + code)
                .add("title", code)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }

    static String reason(int status, Messages messages) {
        String key = "problem." + status;
        return messages.bundle().containsKey(key) ? messages.text(key) : messages.text("problem.other");
    }

    private Messages messages() {
        return spokenTo(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** @param accepted an Accept-Language header, may be null or malformed */
    static Messages spokenTo(String accepted) {
        return Messages.in(Messages.preferred(Optional.ofNullable(accepted).orElse("")));
    }

    /** Which status of RFC 9110 says it best. */
    static int status(Rejection rejection) {
        return switch (rejection) {
            case NOT_ALLOWED, NOT_YOURS, NOT_ADMITTED -> 403;
            case NOT_FOUND, FIGURE_UNKNOWN, INVITATION_UNKNOWN -> 404;
            case INVALID, REASON_NEEDED -> 400;
            case NOTES_CHANGED -> 412;
            case TOO_FAST -> 429;
            case NO_RECOGNISER -> 503;
            case QUOTA_REACHED -> 507;
            case INVITATION_USED, INVITATION_EXPIRED, INVITATION_REVOKED, SESSION_ENDED -> 410;
            case WRONG_STATE,
                    FIGURE_EXISTS,
                    FIELD_FULL,
                    STALE,
                    CONSENT_OUTDATED,
                    CONSENT_MISSING,
                    OFF_RECORD,
                    CHANGE_ID_REUSED,
                    APPOINTMENT_CANCELLED,
                    APPOINTMENT_OPENED -> 409;
        };
    }
}
