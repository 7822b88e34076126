package org.sessionroom.appointment;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.primefaces.PrimeFaces;
import org.sessionroom.Hospital;
import org.sessionroom.Ids;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.input.WrittenId;
import org.sessionroom.participant.InvitationService;
import org.sessionroom.participant.IssuedInvitation;
import org.sessionroom.participant.Person;
import org.sessionroom.session.FieldFault;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionLifecycle;
import org.sessionroom.session.SessionOpeningService;
import org.sessionroom.session.SessionOpeningService.OpenedRoom;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionUnavailable;
import org.sessionroom.session.Transition;

/**
 * A therapist's day. All data is loaded with each request, because names must not be kept in the HTTP session; every
 * action names its appointment, never the row of the table.
 *
 * <p>It is long and yet one bean, because the page is one view: it has a getter for each thing that is shown, and decides nothing
 * itself. A row, a day and the form are classes of their own.
 */
@Named
@RequestScoped
public class AgendaPage {

    @EJB
    private AppointmentService appointmentService;

    @EJB
    private SessionOpeningService sessionOpeningService;

    @EJB
    private InvitationService invitationService;

    @EJB
    private SessionLifecycle lifecycle;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    @Inject
    private Ids ids;

    @Inject
    private Clock clock;

    private LocalDate day;
    private List<AgendaRow> rows;
    private List<AgendaDay> days;
    private IssuedInvitation invitation;
    private SessionId opened;
    private BookingForm booking;
    private String appointment;
    private String reason;

    /** The requested day, as 2026-11-26; read here, so that it stays when the form is rejected. Anything else means today. */
    @PostConstruct
    void prepare() {
        booking = new BookingForm(ids.next());
        try {
            day = AppointmentTime.day("day", parameter("day"));
        } catch (SessionRejected noDay) {
            day = null;
        }
    }

    /** Opens the room and shows its link. */
    public void open() {
        attempt(() -> {
            OpenedRoom room = sessionOpeningService.open(person(), appointmentId());
            opened = room.session();
            invitation = room.invitation().orElse(null);
        });
    }

    /** Makes a new link; the previous one becomes invalid. */
    public void invite() {
        attempt(() -> {
            opened = session();
            invitation = invitationService.issue(person(), opened);
        });
    }

    public void book() {
        attempt(() -> {
            Booking typed = booking.booking(person().id(), current.getName(), language.getLocale(), today());
            appointmentService.book(person(), booking.id(), typed);
            ZonedDateTime start = typed.startsAt().atZone(Hospital.timeZone());
            String done = language.fill("booking.done", language.day(start), language.time(start));
            PrimeFaces.current()
                    .ajax()
                    .addCallbackParam(
                            "done", String.join(" ", done, overlap(typed)).strip());
            day = booking.date();
            booking = new BookingForm(ids.next());
        });
    }

    /** Two appointments at once are allowed, but perhaps not intended. */
    private String overlap(Booking booked) {
        return appointmentService.overlapping(person(), booking.id(), booked).stream()
                .map(this::row)
                .filter(row -> !row.isCancelled())
                .findFirst()
                .map(row -> language.fill("booking.overlaps", row.getClientName(), row.getTime()))
                .orElse("");
    }

    /** Cancels the appointment, or annuls a session that is over. */
    public void cancel() {
        attempt(() -> {
            Optional<SessionId> session = row().sessionId();
            if (session.isPresent()) {
                lifecycle.move(person(), session.get(), Transition.CANCEL, Optional.ofNullable(reason));
            } else {
                appointmentService.cancel(person(), appointmentId());
            }
        });
    }

    private void attempt(Runnable action) {
        try {
            action.run();
            rows = null;
            days = null;
        } catch (SessionRejected refusal) {
            fail(
                    refusal.fault().map(FieldFault::field).orElse(""),
                    language.messages().text(refusal));
        } catch (SessionUnavailable later) {
            fail("", language.messages().text(later.rejection()));
        }
    }

    /** Shows a message next to its field of the booking form, or above the form if there is no such field. */
    private static void fail(String field, String message) {
        FacesContext context = FacesContext.getCurrentInstance();
        UIComponent typed = context.getViewRoot().findComponent("booking:" + field);
        String place = typed instanceof UIInput ? typed.getClientId(context) : null;
        context.addMessage(place, new FacesMessage(FacesMessage.SEVERITY_ERROR, message, null));
        context.validationFailed();
        PrimeFaces.current().ajax().addCallbackParam("refused", true);
    }

    private SessionId session() {
        return row().sessionId().orElseThrow();
    }

    private AgendaRow row() {
        return row(appointmentService.find(person(), appointmentId()));
    }

    private AgendaRow row(AgendaEntry entry) {
        return new AgendaRow(entry, language, clock.instant());
    }

    public List<AgendaRow> getRows() {
        if (rows == null) {
            rows = appointmentService.agenda(person(), getDay()).stream()
                    .map(this::row)
                    .toList();
        }
        return rows;
    }

    public List<AgendaDay> getDays() {
        if (days == null) {
            List<Instant> booked = appointmentService.booked(person(), AgendaDay.monday(getDay()), AgendaDay.OF_A_WEEK);
            days = AgendaDay.week(getDay(), today(), booked, language.getLocale());
        }
        return days;
    }

    /** Good morning, afternoon or evening, in the hospital's time zone. */
    public String getGreeting() {
        int hour = clock.instant().atZone(Hospital.timeZone()).getHour();
        String part = hour < 5 ? "evening" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
        return language.fill("agenda.greeting." + part, current.getGivenName());
    }

    public String getToday() {
        String date = language.day(getDay().atStartOfDay(Hospital.timeZone()));
        String count = language.fill(
                "agenda.count",
                getRows().stream().filter(row -> !row.isCancelled()).count());
        return date.substring(0, 1).toUpperCase(language.getLocale()) + date.substring(1) + " · " + count;
    }

    /** The same day of the previous week. */
    public LocalDate getEarlier() {
        return getDay().minusDays(AgendaDay.OF_A_WEEK);
    }

    public LocalDate getLater() {
        return getDay().plusDays(AgendaDay.OF_A_WEEK);
    }

    public boolean isOfToday() {
        return getDay().equals(today());
    }

    /** The row, counted from 0, before which the line of the current time is shown; after the last one, or -1 on another day. */
    public long getNowLine() {
        Instant now = clock.instant();
        return isOfToday()
                ? getRows().stream().takeWhile(row -> !row.startsAfter(now)).count()
                : -1;
    }

    /** In the hospital's time zone. */
    public String getNow() {
        return language.time(clock.instant().atZone(Hospital.timeZone()));
    }

    private LocalDate today() {
        return clock.instant().atZone(Hospital.timeZone()).toLocalDate();
    }

    private Person person() {
        return current.member().orElseThrow();
    }

    public LocalDate getDay() {
        return day == null ? today() : day;
    }

    /** Empty for today, so that a page that stays open moves to the next day at midnight. */
    public String getChosenDay() {
        return isOfToday() ? "" : getDate();
    }

    public String getDate() {
        return getDay().toString();
    }

    public URI getLink() {
        return invitation == null ? null : invitation.link();
    }

    /** Until when the link works, in the hospital's time zone. */
    public ZonedDateTime getLinkEnd() {
        return invitation == null ? null : invitation.expiresAt().atZone(Hospital.timeZone());
    }

    public boolean isMailed() {
        return invitation != null && invitation.mailed();
    }

    public SessionId getOpened() {
        return opened;
    }

    public BookingForm getBooking() {
        return booking;
    }

    public String getAppointment() {
        return appointment;
    }

    /** The button of a row sends its appointment as a request parameter. */
    private UUID appointmentId() {
        return Optional.ofNullable(appointment)
                .or(() -> Optional.ofNullable(parameter("appointment")))
                .map(WrittenId::parse)
                .orElseThrow(() -> new SessionRejected(Rejection.NOT_FOUND));
    }

    private static String parameter(String name) {
        return FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .get(name);
    }

    public void setAppointment(String appointment) {
        this.appointment = appointment;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
