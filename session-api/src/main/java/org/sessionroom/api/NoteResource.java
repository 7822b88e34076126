package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.note.Note;
import org.sessionroom.note.NoteService;
import org.sessionroom.session.Rejection;

/** The therapist's private notes of a session. Their version is their entity tag (RFC 9110 §8.8.3), {@code "0"} before the first. */
@Path("/sessions/{session}/notes")
@RolesAllowed("THERAPIST")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "notes")
public class NoteResource {

    @EJB
    private NoteService noteService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(summary = "The notes and their version, which is also the ETag")
    public Response read(@PathParam("session") String session) {
        return answer(noteService.read(caller.get(), SessionResource.id(session)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replaces the version of the notes that If-Match names; 412 if another window was faster")
    public Response write(
            @PathParam("session") String session, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, NoteBody body) {
        String text = ReadableBodies.present(body).text();
        // RFC 6585 §3: without the condition a write could overwrite another's.
        long version = IfMatch.version(ifMatch, Rejection.NOTES_CHANGED)
                .orElseThrow(() -> new ClientErrorException(Response.Status.PRECONDITION_REQUIRED));
        return answer(noteService.write(caller.get(), SessionResource.id(session), version, text));
    }

    private static Response answer(Note note) {
        return Response.ok(new NoteBody(note.text(), note.version()))
                .tag(new EntityTag(Long.toString(note.version())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /**
     * The notes.
     *
     * @param text up to 20000 code points
     * @param version of this text; ignored in a write, where If-Match names it
     */
    public record NoteBody(String text, long version) {

        /** Does not show the text. */
        @Override
        public String toString() {
            return "NoteBody[" + version + "]";
        }
    }
}
