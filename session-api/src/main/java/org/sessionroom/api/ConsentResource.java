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
import org.sessionroom.consent.ConsentService;
import org.sessionroom.consent.Decision;
import org.sessionroom.consent.Purpose;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;

/** What the two people of a session agree to. */
@Path("/sessions/{session}/consents")
@RolesAllowed({"THERAPIST", "CLIENT"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "consents")
public class ConsentResource {

    @EJB
    private ConsentService consentService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(summary = "All decisions of both people, newest last")
    public Response list(@PathParam("session") String session) {
        Person person = caller.get();
        List<ConsentBody> decisions = consentService.read(person, SessionResource.id(session)).stream()
                .map(kept -> ConsentBody.of(kept.consent(), kept.current() && isRoleOf(person, kept.consent())))
                .toList();
        return Response.ok(decisions)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Stores the caller's decision on one purpose, once (200: it was already stored); consent is possible only to the current text")
    public Response decide(@PathParam("session") String session, DecisionBody body) {
        ReadableBodies.present(body);
        ConsentService.Answer answer = consentService.decide(
                caller.get(),
                SessionResource.id(session),
                ReadableBodies.constant(Purpose.class, "purpose", body.purpose()),
                ReadableBodies.constant(Decision.class, "decision", body.decision()),
                body.textVersion(),
                body.language());
        return Response.status(answer.unchanged() ? Response.Status.OK : Response.Status.CREATED)
                .entity(ConsentBody.of(answer.consent(), true))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static boolean isRoleOf(Person person, Consent consent) {
        return person.is(Role.valueOf(consent.role().name()));
    }

    /**
     * A decision in a request.
     *
     * @param purpose VIDEO_CALL, TRANSCRIPTION or AI_ANALYSIS
     * @param decision GIVEN, REFUSED or WITHDRAWN
     * @param textVersion of the text that was read
     * @param language in which it was read: pt-BR or en
     */
    public record DecisionBody(String purpose, String decision, String textVersion, String language) {}

    /**
     * A stored decision; the time in ISO 8601, UTC.
     *
     * @param own whether the caller made it, and not a former holder of the seat
     */
    public record ConsentBody(
            String role, String purpose, String decision, String textVersion, String language, String at, boolean own) {

        static ConsentBody of(Consent consent, boolean own) {
            return new ConsentBody(
                    consent.role().name(),
                    consent.purpose().name(),
                    consent.decision().name(),
                    consent.textVersion(),
                    consent.language(),
                    consent.at().toString(),
                    own);
        }
    }
}
