package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.ConstellationService;
import org.sessionroom.constellation.RecordedChange;

/** The constellation field of a session, for those who may see it. */
@Path("/sessions/{session}/field")
@RolesAllowed({"THERAPIST", "CLIENT"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "field")
public class FieldResource {

    private static final int LARGEST_PAGE = 500;

    @EJB
    private ConstellationService constellations;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(summary = "The current field: every figure, after seq changes")
    public JsonObject field(@PathParam("session") String session) {
        Constellation field = constellations.read(caller.get(), SessionResource.id(session));
        return Json.createObjectBuilder()
                .add("seq", field.seq())
                .add("figures", ConstellationJson.write(field))
                .build();
    }

    @GET
    @Path("/journal")
    @Operation(summary = "The changes after a sequence number, in order, at most 500")
    public JsonObject journal(
            @PathParam("session") String session, @QueryParam("after") @DefaultValue("0") long after) {
        JsonArrayBuilder changes = Json.createArrayBuilder();
        for (RecordedChange recorded :
                constellations.journal(caller.get(), SessionResource.id(session), after, LARGEST_PAGE)) {
            changes.add(ConstellationJson.write(recorded));
        }
        return Json.createObjectBuilder().add("changes", changes).build();
    }
}
