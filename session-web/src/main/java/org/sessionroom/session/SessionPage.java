package org.sessionroom.session;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.primefaces.PrimeFaces;
import org.sessionroom.Hospital;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.identity.PageTexts;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.SeatHistory;
import org.sessionroom.permission.Action;
import org.sessionroom.record.RetentionClass;
import org.sessionroom.session.SessionConductor.Occupant;
import org.sessionroom.session.SessionCourse.Planned;

/**
 * A session's record: who met and when, and what can be done with it now. Each part of the record has a bean of its own, which the page
 * uses only if {@link #may} allows it. All data is loaded with each request, because it must not be kept in the HTTP session.
 */
@Named
@RequestScoped
public class SessionPage {

    @EJB
    private SessionLifecycle lifecycle;

    @EJB
    private SessionCourse course;

    @EJB
    private SessionPeople people;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    @Inject
    private Clock clock;

    private String id;
    private String reason;
    private SessionView session;
    private Planned planned;
    private Set<Action> allowed;
    private List<Occupant> met;
    private String booked;
    private SeatHistory clientSeat;

    /** Read here, so that it is available before Faces decodes the form. */
    @PostConstruct
    void readId() {
        id = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get("id");
    }

    /** The address of a session's page. */
    public static String address(SessionId session) {
        return "/session?id=" + session;
    }

    /** Refuses the page to people who may not see it. */
    public void check() throws IOException {
        try {
            read();
        } catch (IllegalArgumentException malformed) {
            refuse(HttpServletResponse.SC_NOT_FOUND);
        } catch (SessionRejected refusal) {
            boolean unknown = refusal.rejection() == Rejection.NOT_FOUND;
            refuse(unknown ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static void refuse(int status) throws IOException {
        FacesContext context = FacesContext.getCurrentInstance();
        context.responseComplete();
        context.getExternalContext().responseSendError(status, null);
    }

    private void read() {
        SessionView found = lifecycle.read(person(), id());
        allowed = course.allowed(person(), id());
        planned = course.planned(person(), id());
        met = allowed.contains(Action.READ_RECORD) ? people.met(person(), id()) : List.of();
        booked = allowed.contains(Action.READ_RECORD) ? people.booked(person(), id()) : null;
        clientSeat = allowed.contains(Action.READ_RECORD) ? people.clientSeat(person(), id()) : SeatHistory.EMPTY;
        session = found;
    }

    /** The current session; after a submitted form {@code check} has not run. */
    public SessionView session() {
        if (session == null) {
            read();
        }
        return session;
    }

    /** Cancels it, or annuls it when it is over. */
    public void cancel() throws IOException {
        FacesContext context = FacesContext.getCurrentInstance();
        try {
            lifecycle.move(person(), id(), Transition.CANCEL, Optional.ofNullable(reason));
            context.getExternalContext().redirect(address(id()));
        } catch (SessionRejected refusal) {
            say(language.messages().text(refusal), context);
        } catch (SessionUnavailable later) {
            say(language.messages().text(later.rejection()), context);
        }
    }

    private void say(String message, FacesContext context) {
        context.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
        PrimeFaces.current().ajax().addCallbackParam("refused", true);
    }

    /** @param action the name of an {@link Action} */
    public boolean may(String action) {
        session();
        return allowed.contains(Action.valueOf(action));
    }

    /** That its content was erased, when, and why; otherwise empty. */
    public String getErased() {
        return session()
                .erasedAt()
                .map(at -> language.fill(
                        "session.erased",
                        language.date(zoned(at)),
                        RetentionClass.SESSION.kept().getYears()))
                .orElse("");
    }

    /** Whether there was a transcript whose retention period is over. */
    public boolean isTranscriptOver() {
        return session().lines() > 0
                && session()
                        .endedAt()
                        .filter(end -> RetentionClass.TRANSCRIPT.isOver(end, clock.instant()))
                        .isPresent();
    }

    public boolean isOpen() {
        return session().status().isOpen();
    }

    /** Whether the page shows what may have changed since it was made. */
    public boolean isRunning() {
        return session().status() == SessionStatus.ACTIVE || session().status() == SessionStatus.PAUSED;
    }

    public String getNow() {
        return time(clock.instant());
    }

    /** When this page was made, ISO 8601: its script must not rely on the device's clock. */
    public String getMade() {
        return clock.instant().toString();
    }

    public String getSelf() {
        return address(id());
    }

    /** Whether it can still be cancelled or annulled. */
    public boolean isCancellable() {
        return may(Action.CANCEL.name()) && session().status() != SessionStatus.CANCELLED;
    }

    /** The key prefix of the texts for the confirmation. */
    public String getCancelling() {
        return isOpen() ? "cancelling" : "cancelling.annul";
    }

    /** The person for whom every part of the page is loaded. */
    public Person person() {
        return current.member().orElseThrow();
    }

    /** @throws IllegalArgumentException if the address contains none */
    public SessionId id() {
        return SessionId.parse(id);
    }

    /** A participant's name, for people who may read it. */
    public String nameOf(ParticipantRole role) {
        session();
        return met.stream()
                .filter(seat -> seat.role() == role)
                .map(Occupant::name)
                .findFirst()
                .orElseGet(() -> language.fill("session.role." + role));
    }

    /**
     * The name for what is recorded of a seat alone: of whoever had it then, of whom only the present holder's name is kept.
     *
     * @param from the beginning of the recorded time
     * @param to its end, exclusive
     */
    public String nameOfSeat(ParticipantRole role, Instant from, Instant to) {
        session();
        SeatHistory.Holder holder =
                role == ParticipantRole.CLIENT ? clientSeat.during(from, to) : SeatHistory.Holder.CURRENT;
        return switch (holder) {
            case CURRENT -> nameOf(role);
            case FORMER -> language.fill("room.former");
            case CHANGED -> language.fill("session.seatChanged");
        };
    }

    /** The name of an author, who may have lost the client's seat since. */
    public String nameOf(Author author) {
        return met.stream().anyMatch(seat -> seat.holder().equals(author))
                ? nameOf(roleOf(author.participant()))
                : language.fill("room.former");
    }

    /** The role of a participant. */
    public ParticipantRole roleOf(ParticipantId participant) {
        session();
        return met.stream()
                .filter(seat -> seat.participant().equals(participant))
                .map(Occupant::role)
                .findFirst()
                .orElseThrow();
    }

    public String getTitle() {
        return may(Action.READ_RECORD.name())
                ? language.fill("session.title", nameOf(ParticipantRole.CLIENT))
                : language.fill("session.title.unnamed");
    }

    /** The client's name in the appointment, if they entered under another; otherwise empty. */
    public String getBooked() {
        session();
        return Optional.ofNullable(booked)
                .filter(name -> !name.equals(getClientName()))
                .map(name -> language.fill("session.booked", name))
                .orElse("");
    }

    /** For people who may read it. */
    public String getClientName() {
        return nameOf(ParticipantRole.CLIENT);
    }

    /** The invitation by which that client had entered; null if nobody has, or for people who may not read it. */
    public UUID getClientInvitation() {
        return met.stream()
                .filter(seat -> seat.role() == ParticipantRole.CLIENT)
                .map(seat -> seat.holder().invitation())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public String getStatus() {
        return session().status().name();
    }

    /** The style of the state's pill. */
    public String getTone() {
        return switch (session().status()) {
            case PENDING, PAUSED -> "attention";
            case ACTIVE -> "active";
            case COMPLETED, CANCELLED -> "";
        };
    }

    /** Such as "quinta-feira, 26 de novembro de 2026 · 19:00 · 50 min". */
    public String getWhen() {
        session();
        ZonedDateTime start = zoned(planned.startsAt());
        return String.join(
                " · ",
                language.day(start),
                language.time(start),
                language.fill("session.minutes", planned.duration().toMinutes()));
    }

    /** The agenda of its day. */
    public String getAgenda() {
        session();
        return "/agenda?day=" + zoned(planned.startsAt()).toLocalDate();
    }

    /** In the hospital's time zone; with the day, if it is not the planned one. */
    public String time(Instant moment) {
        ZonedDateTime there = zoned(moment);
        boolean sameDay = there.toLocalDate().equals(zoned(planned.startsAt()).toLocalDate());
        return sameDay ? language.time(there) : language.date(there) + ", " + language.time(there);
    }

    /** For the time element. */
    public String machine(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ZonedDateTime zoned(Instant moment) {
        return moment.atZone(Hospital.timeZone());
    }

    /** The texts of the page's script. */
    public String getMessages() {
        return language.json(PageTexts.SESSION);
    }

    public String getId() {
        return id;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
