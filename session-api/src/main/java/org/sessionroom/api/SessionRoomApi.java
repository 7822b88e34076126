package org.sessionroom.api;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The API for the hospital's systems. */
@ApplicationPath("/")
@DeclareRoles({"THERAPIST", "CLIENT", "ADMIN", "PRIVACY_OFFICER", "SCHEDULER"})
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Session Room",
                        version = "1",
                        description = "Appointments, sessions and fields of the hospital's virtual therapy room."
                                + " Errors are problem details (RFC 9457).",
                        license = @License(name = "Apache-2.0")),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "A token of ours: from POST /api/token in exchange for one of the institution's provider.")
public class SessionRoomApi extends Application {}
