package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.call.CallQuality;
import org.sessionroom.call.CallQualityService;
import org.sessionroom.call.Spread;

/** The quality of a session's call, for its therapist and for administrators. */
@Path("/sessions/{session}/quality")
@RolesAllowed({"THERAPIST", "ADMIN"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "call")
public class QualityResource {

    @EJB
    private CallQualityService callQualityService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(
            summary =
                    "The call quality per minute and person: round trip and jitter (ms), loss (share), rates (kbit/s), frames")
    public Response quality(@PathParam("session") String session) {
        JsonArrayBuilder minutes = Json.createArrayBuilder();
        callQualityService.read(caller.get(), SessionResource.id(session)).forEach(minute -> minutes.add(json(minute)));
        return Response.ok(minutes.build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static JsonObjectBuilder json(CallQuality minute) {
        return Json.createObjectBuilder()
                .add("role", minute.role().name())
                .add("minute", minute.minute().toString())
                .add("roundTrip", json(minute.roundTrip(), "p95"))
                .add("loss", json(minute.loss(), "p95"))
                .add("jitter", json(minute.jitter(), "p95"))
                .add("received", json(minute.received(), "p95"))
                .add("sent", json(minute.sent(), "p95"))
                .add("frames", json(minute.frames(), "p5"))
                .add("freezes", frozen(minute.picturesFrozen()))
                .add("relay", minute.relay())
                .add("samples", minute.samples());
    }

    private static JsonObjectBuilder json(Spread spread, String bad) {
        return Json.createObjectBuilder().add("p50", json(spread.median())).add(bad, json(spread.bad()));
    }

    private static JsonValue frozen(OptionalInt pictures) {
        return pictures.isPresent() ? Json.createValue(pictures.getAsInt()) : JsonValue.NULL;
    }

    private static JsonValue json(OptionalDouble measured) {
        return measured.isPresent() ? Json.createValue(measured.getAsDouble()) : JsonValue.NULL;
    }
}
