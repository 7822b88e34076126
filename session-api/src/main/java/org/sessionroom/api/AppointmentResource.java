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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.appointment.AppointmentService;
import org.sessionroom.appointment.AppointmentService.Booked;
import org.sessionroom.appointment.AppointmentTime;
import org.sessionroom.appointment.Booking;

/** Appointments, under the ids of the hospital's scheduling system. */
@Path("/appointments/{externalId}")
@RolesAllowed({"SCHEDULER", "THERAPIST"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "appointments")
public class AppointmentResource {

    @EJB
    private AppointmentService appointmentService;

    @Inject
    private CallingPerson caller;

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Creates or changes an appointment; idempotent. The answer contains the stored appointment, and whether the therapist is known. 409 DAY_FULL: the therapist has the maximum number of appointments on that day")
    public Response put(@PathParam("externalId") String externalId, AppointmentBody body) {
        Booking booking = ReadableBodies.present(body).booking();
        Booked booked = appointmentService.put(caller.get(), externalId, booking);
        return Response.status(booked.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(BookedBody.of(booking, booked.therapistKnown()))
                .build();
    }

    @GET
    @Operation(summary = "Reads an appointment")
    public AppointmentBody get(@PathParam("externalId") String externalId) {
        return AppointmentBody.of(appointmentService.read(caller.get(), externalId));
    }

    @DELETE
    @Operation(summary = "Cancels an appointment, and its session if it has not begun; twice changes nothing")
    public void cancel(@PathParam("externalId") String externalId) {
        appointmentService.cancel(caller.get(), externalId);
    }

    /**
     * An appointment as it is stored.
     *
     * @param therapistKnown false if nobody has ever logged in under that user name as a therapist, so that nobody sees it on an
     *     agenda yet
     */
    public record BookedBody(
            String therapist,
            String therapistName,
            String clientName,
            String clientEmail,
            String startsAt,
            int minutes,
            String language,
            boolean therapistKnown) {

        static BookedBody of(Booking booking, boolean therapistKnown) {
            AppointmentBody kept = AppointmentBody.of(booking);
            return new BookedBody(
                    kept.therapist(),
                    kept.therapistName(),
                    kept.clientName(),
                    kept.clientEmail(),
                    kept.startsAt(),
                    kept.minutes(),
                    kept.language(),
                    therapistKnown);
        }
    }

    /**
     * An appointment as systems write it.
     *
     * @param therapist user name at the identity provider
     * @param startsAt ISO 8601 with an offset
     * @param minutes planned length, 10 to 120, 50 when absent
     * @param language pt-BR when absent, or en
     */
    public record AppointmentBody(
            String therapist,
            String therapistName,
            String clientName,
            String clientEmail,
            String startsAt,
            Integer minutes,
            String language) {

        private static final int USUAL_MINUTES = 50;

        Booking booking() {
            return Booking.read(
                    therapist,
                    therapistName,
                    clientName,
                    Optional.ofNullable(clientEmail),
                    AppointmentTime.read("startsAt", startsAt),
                    minutes == null ? USUAL_MINUTES : minutes,
                    language == null ? "pt-BR" : language);
        }

        static AppointmentBody of(Booking booking) {
            return new AppointmentBody(
                    booking.therapist(),
                    booking.therapistName(),
                    booking.clientName(),
                    booking.clientEmail().orElse(null),
                    booking.startsAt().toString(),
                    booking.minutes(),
                    booking.language().toLanguageTag());
        }
    }
}
