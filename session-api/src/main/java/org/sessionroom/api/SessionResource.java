package org.sessionroom.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionCourse;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionView;
import org.sessionroom.session.Transition;

/** Sessions: reading them and moving them to another state. */
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sessions")
public class SessionResource {

    private static final int LARGEST_PAGE = 200;

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private SessionCourse course;

    @Inject
    private CallingPerson caller;

    @GET
    @RolesAllowed("THERAPIST")
    @Operation(summary = "The therapist's own sessions, newest first")
    public List<SessionBody> list(@QueryParam("limit") @DefaultValue("50") int limit) {
        return lifecycle.readAll(caller.get(), Math.max(1, Math.min(limit, LARGEST_PAGE))).stream()
                .map(SessionBody::of)
                .toList();
    }

    @GET
    @Path("/{session}")
    @RolesAllowed({"THERAPIST", "CLIENT", "ADMIN", "SCHEDULER"})
    @Operation(summary = "One session")
    public SessionBody get(@PathParam("session") String session) {
        return SessionBody.of(lifecycle.read(caller.get(), id(session)));
    }

    @GET
    @Path("/{session}/transitions")
    @RolesAllowed({"THERAPIST", "CLIENT", "ADMIN", "SCHEDULER"})
    @Operation(summary = "The state transitions of a session so far, oldest first; without reasons")
    public List<StepBody> steps(@PathParam("session") String session) {
        return course.steps(caller.get(), id(session)).stream()
                .map(StepBody::of)
                .toList();
    }

    @GET
    @Path("/{session}/erasures")
    @RolesAllowed({"THERAPIST", "CLIENT", "ADMIN", "SCHEDULER"})
    @Operation(
            summary =
                    "The receipts of what was erased of a session so far, oldest first: class, period, time and numbers")
    public List<ErasureBody> erasures(@PathParam("session") String session) {
        return course.erasures(caller.get(), id(session)).stream()
                .map(ErasureBody::of)
                .toList();
    }

    @POST
    @Path("/{session}/transitions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"THERAPIST", "CLIENT", "ADMIN", "SCHEDULER"})
    @Operation(
            summary =
                    "Changes the state of a session: START, PAUSE, RESUME, COMPLETE or CANCEL, the last with a reason")
    public SessionBody move(@PathParam("session") String session, TransitionBody body) {
        Transition transition = ReadableBodies.constant(
                Transition.class, "transition", ReadableBodies.present(body).transition());
        return SessionBody.of(
                lifecycle.move(caller.get(), id(session), transition, Optional.ofNullable(body.reason())));
    }

    /** An invalid id is answered like an unknown one. */
    static SessionId id(String text) {
        try {
            return SessionId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new SessionRejected(Rejection.NOT_FOUND);
        }
    }

    /** A request to move a session to another state. */
    public record TransitionBody(String transition, String reason) {

        /** Does not show the reason. */
        @Override
        public String toString() {
            return "TransitionBody[" + transition + "]";
        }
    }

    /** One transition of a session; the time in ISO 8601, UTC. */
    public record StepBody(String from, String to, String at) {

        static StepBody of(SessionCourse.Step step) {
            return new StepBody(step.from().name(), step.to().name(), step.at().toString());
        }
    }

    /** A receipt of an erasure; period and time in ISO 8601, the time in UTC. */
    public record ErasureBody(String retention, String period, String at, int keys, int rows) {

        static ErasureBody of(SessionCourse.Erasure erasure) {
            return new ErasureBody(
                    erasure.retention().name(),
                    erasure.kept().toString(),
                    erasure.at().toString(),
                    erasure.keys(),
                    erasure.rows());
        }
    }

    /** A session in answers; times in ISO 8601, UTC. */
    public record SessionBody(
            String id,
            String appointment,
            String therapist,
            String status,
            String clientAccess,
            boolean clientAdmitted,
            String openedAt,
            String startedAt,
            String endsAt,
            String endedAt,
            long seq) {

        static SessionBody of(SessionView session) {
            return new SessionBody(
                    session.id().toString(),
                    session.appointmentId().toString(),
                    session.therapist(),
                    session.status().name(),
                    session.rules().clientAccess().name(),
                    session.clientAdmitted(),
                    session.openedAt().toString(),
                    session.startedAt().map(Instant::toString).orElse(null),
                    session.endsAt().map(Instant::toString).orElse(null),
                    session.endedAt().map(Instant::toString).orElse(null),
                    session.seq());
        }
    }
}
