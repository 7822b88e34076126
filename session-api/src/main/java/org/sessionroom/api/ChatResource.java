package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.chat.ChatJson;
import org.sessionroom.chat.ChatService;

/** The chat messages of a session, for its two people. */
@Path("/sessions/{session}/messages")
@RolesAllowed({"THERAPIST", "CLIENT"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "chat")
public class ChatResource {

    @EJB
    private ChatService chatService;

    @Inject
    private CallingPerson caller;

    @GET
    @Operation(
            summary =
                    "The messages after a position in the chat, in order, at most 500, and fewer if they are long; after the last one the answer is empty")
    public Response messages(@PathParam("session") String session, @QueryParam("after") @DefaultValue("0") long after) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        chatService
                .next(caller.get(), SessionResource.id(session), after)
                .entries()
                .forEach(message -> messages.add(ChatJson.write(message)));
        return Response.ok(messages.build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
