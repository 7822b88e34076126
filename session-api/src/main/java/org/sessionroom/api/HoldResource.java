package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.input.WrittenId;
import org.sessionroom.record.LegalHoldService;
import org.sessionroom.record.LegalHoldService.LegalHold;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** Legal holds: while a session is held, nothing of it is erased. */
@Path("/sessions/{session}/holds")
@RolesAllowed("PRIVACY_OFFICER")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "holds")
public class HoldResource {

    @EJB
    private LegalHoldService holdService;

    @Inject
    private CallingPerson caller;

    @GET
    @RolesAllowed({"PRIVACY_OFFICER", "THERAPIST"})
    @Operation(summary = "All holds of a session, oldest first, the released ones too")
    public Response list(@PathParam("session") String session) {
        List<HoldBody> holds = holdService.of(caller.get(), SessionResource.id(session)).stream()
                .map(HoldBody::of)
                .toList();
        return Response.ok(holds).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @PUT
    @Path("/{hold}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Holds a session, under an id (a UUID) that the caller makes; nothing of the session is erased until every hold is released (200: it was already held by this request)")
    public Response place(@PathParam("session") String session, @PathParam("hold") String hold, HoldRequestBody body) {
        String reason = ReadableBodies.present(body).reason();
        boolean placed = holdService.place(caller.get(), SessionResource.id(session), id(hold), reason);
        return Response.status(placed ? Response.Status.CREATED : Response.Status.OK)
                .build();
    }

    @DELETE
    @Path("/{hold}")
    @Operation(summary = "Releases a hold; what is overdue then is erased within an hour")
    public void release(@PathParam("session") String session, @PathParam("hold") String hold) {
        holdService.release(caller.get(), SessionResource.id(session), id(hold));
    }

    private static UUID id(String text) {
        try {
            return WrittenId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
    }

    /**
     * A hold in a request.
     *
     * @param reason one to 500 characters
     */
    public record HoldRequestBody(String reason) {

        /** Does not show the reason. */
        @Override
        public String toString() {
            return "HoldRequestBody[]";
        }
    }

    /**
     * A hold; times in ISO 8601, UTC.
     *
     * @param placedBy user name of the privacy officer
     * @param releasedAt null while the session is held
     */
    public record HoldBody(String id, String reason, String placedBy, String placedAt, String releasedAt) {

        static HoldBody of(LegalHold hold) {
            return new HoldBody(
                    hold.id().toString(),
                    hold.reason(),
                    hold.placedBy(),
                    hold.placedAt().toString(),
                    hold.releasedAt().map(Instant::toString).orElse(null));
        }

        /** Does not show the reason. */
        @Override
        public String toString() {
            return "HoldBody[" + id + "]";
        }
    }
}
