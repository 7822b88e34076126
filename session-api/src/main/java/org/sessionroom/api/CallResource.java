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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.call.CallService;
import org.sessionroom.call.IceServers;

/** The call of a session. */
@Path("/sessions/{session}/ice")
@RolesAllowed({"THERAPIST", "CLIENT"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "call")
public class CallResource {

    @EJB
    private CallService callService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(summary = "STUN and TURN servers, with a login of the caller's own that lasts ten minutes")
    public Response ice(@PathParam("session") String session) {
        IceServers ice = callService.iceServers(caller.get(), SessionResource.id(session));
        JsonArrayBuilder servers = Json.createArrayBuilder();
        ice.servers().forEach(server -> servers.add(json(server)));
        JsonObjectBuilder body =
                Json.createObjectBuilder().add("iceServers", servers).add("relayOnly", ice.relayOnly());
        ice.expiresAt()
                .ifPresentOrElse(
                        instant -> body.add("expiresAt", instant.toString()),
                        () -> body.add("expiresAt", JsonValue.NULL));
        return Response.ok(body.build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** In the form of RTCConfiguration of the WebRTC API. */
    private static JsonObjectBuilder json(IceServers.Server server) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("urls", Json.createArrayBuilder(server.urls()));
        server.credentials().ifPresent(credentials -> json.add("username", credentials.username())
                .add("credential", credentials.password()));
        return json;
    }
}
