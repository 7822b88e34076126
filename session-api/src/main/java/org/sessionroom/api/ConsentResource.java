package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.consent.Consent;
import org.sessionroom.consent.Consenting;
import org.sessionroom.consent.Decision;
import org.sessionroom.consent.Purpose;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** What the two people of a session agree to. */
@Path("/sessions/{session}/consents")
@RolesAllowed({"THERAPIST", "CLIENT"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "consents")
public class ConsentResource {

    @EJB
    private Consenting consenting;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(summary = "Every decision of both, newest last")
    public Response list(@PathParam("session") String session) {
        List<ConsentBody> decisions = consenting.read(caller.get(), SessionResource.id(session)).stream()
                .map(ConsentBody::of)
                .toList();
        return Response.ok(decisions)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Keeps the caller's decision on one purpose; one can only agree to the current text")
    public Response decide(@PathParam("session") String session, DecisionBody body) {
        if (body == null) {
            throw new SessionRejected(Rejection.INVALID);
        }
        Consent consent = consenting.decide(
                caller.get(),
                SessionResource.id(session),
                constant(Purpose.class, body.purpose()),
                constant(Decision.class, body.decision()),
                body.textVersion(),
                body.language());
        return Response.status(Response.Status.CREATED)
                .entity(ConsentBody.of(consent))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        if (name == null) {
            throw new SessionRejected(Rejection.INVALID);
        }
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new SessionRejected(Rejection.INVALID);
        }
    }

    /**
     * A decision as it is said.
     *
     * @param purpose VIDEO_CALL, TRANSCRIPTION or AI_ANALYSIS
     * @param decision GIVEN, REFUSED or WITHDRAWN
     * @param textVersion of the text that was read
     * @param language in which it was read: pt-BR or en
     */
    public record DecisionBody(String purpose, String decision, String textVersion, String language) {}

    /** A decision as it is kept; the time in ISO 8601, UTC. */
    public record ConsentBody(
            String role, String purpose, String decision, String textVersion, String language, String at) {

        static ConsentBody of(Consent consent) {
            return new ConsentBody(
                    consent.role().name(),
                    consent.purpose().name(),
                    consent.decision().name(),
                    consent.textVersion(),
                    consent.language(),
                    consent.at().toString());
        }
    }
}
