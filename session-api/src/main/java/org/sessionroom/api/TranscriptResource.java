package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.transcript.TranscriptJson;
import org.sessionroom.transcript.TranscriptService;
import org.sessionroom.transcript.UtteranceId;

/** The transcript of a session: for its therapist, and for the client while it is shared with them. */
@Path("/sessions/{session}/transcript")
@RolesAllowed({"THERAPIST", "CLIENT"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transcript")
public class TranscriptResource {

    private static final int LARGEST_PAGE = 500;

    @EJB
    private TranscriptService transcriptService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(
            summary =
                    "The transcript lines that changed after a position in the order of changes, in that order, at most 500")
    public Response lines(@PathParam("session") String session, @QueryParam("after") @DefaultValue("0") long after) {
        JsonArrayBuilder lines = Json.createArrayBuilder();
        transcriptService
                .read(caller.get(), SessionResource.id(session), after, LARGEST_PAGE)
                .forEach(line -> lines.add(TranscriptJson.write(line)));
        return answer(lines.build());
    }

    @PUT
    @Path("/{line}")
    @RolesAllowed("THERAPIST")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Corrects a transcript line; the recognised text is kept as well. If-Match: its \"changed\" as read, in quotes; 412 if"
                            + " another window was faster. Without it, the current text is replaced")
    public Response correct(
            @PathParam("session") String session,
            @PathParam("line") String line,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            CorrectionBody body) {
        String text = Optional.ofNullable(ReadableBodies.present(body).text())
                .orElseThrow(() -> SessionRejected.invalid("text", Kind.MISSING));
        OptionalLong seen = IfMatch.version(ifMatch, Rejection.LINE_CHANGED);
        return answer(TranscriptJson.write(
                        transcriptService.correct(caller.get(), SessionResource.id(session), id(line), seen, text))
                .build());
    }

    @DELETE
    @Path("/{line}")
    @Operation(
            summary =
                    "Strikes a transcript line that the caller said; its place remains, its words are erased; twice changes nothing")
    public Response strike(@PathParam("session") String session, @PathParam("line") String line) {
        return answer(
                TranscriptJson.write(transcriptService.strike(caller.get(), SessionResource.id(session), id(line)))
                        .build());
    }

    private static UtteranceId id(String line) {
        try {
            return UtteranceId.parse(line);
        } catch (IllegalArgumentException malformed) {
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
    }

    private static Response answer(JsonValue body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /**
     * The corrected text.
     *
     * @param text 1 to 4000 code points
     */
    public record CorrectionBody(String text) {

        /** Does not show the text. */
        @Override
        public String toString() {
            return "CorrectionBody[…]";
        }
    }
}
