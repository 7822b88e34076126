package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.analyst.AnalysisJson;
import org.sessionroom.analyst.AnalysisService;
import org.sessionroom.analyst.InsightService;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.safety.SafetyCategory;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.transcript.UtteranceId;

/** The assistant's analysis of a session, only for its therapist. */
@Path("/sessions/{session}/analysis")
@RolesAllowed("THERAPIST")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "analysis")
public class AnalysisResource {

    @EJB
    private AnalysisService analysisService;

    @EJB
    private InsightService insightService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(
            summary =
                    "Talk and field measures; with the consent of both also sentiments, their arc and mentions to review")
    public Response read(@PathParam("session") String session) {
        return Response.ok(AnalysisJson.write(analysisService.read(caller.get(), SessionResource.id(session)))
                        .build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("/drafts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Requests a draft of the notes in a form; the analysis contains it once it is written")
    public Response draft(@PathParam("session") String session, DraftBody body) {
        NoteForm form = ReadableBodies.constant(
                NoteForm.class, "form", ReadableBodies.present(body).form());
        insightService.draft(caller.get(), SessionResource.id(session), form);
        return Response.accepted().build();
    }

    /**
     * The requested draft.
     *
     * @param form SOAP, DAP, BIRP or CONSTELLATION
     */
    public record DraftBody(String form) {}

    @PUT
    @Path("/mentions/{line}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Marks a mention as seen by the therapist; it has no other effect")
    public Response review(@PathParam("session") String session, @PathParam("line") String line, ReviewBody body) {
        if (ReadableBodies.present(body).category() == null) {
            throw SessionRejected.invalid("category", Kind.MISSING);
        }
        try {
            analysisService.review(
                    caller.get(),
                    SessionResource.id(session),
                    UtteranceId.parse(line),
                    SafetyCategory.valueOf(body.category()));
        } catch (IllegalArgumentException unknown) {
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
        return Response.noContent().build();
    }

    /**
     * The category of the mention, which is confidential and therefore not part of the address.
     *
     * @param category SUICIDE, SELF_HARM, VIOLENCE or ABUSE
     */
    public record ReviewBody(String category) {

        /** Does not show it. */
        @Override
        public String toString() {
            return "ReviewBody[]";
        }
    }
}
