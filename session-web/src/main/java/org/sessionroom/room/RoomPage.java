package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.sessionroom.Hospital;
import org.sessionroom.consent.Purpose;
import org.sessionroom.identity.CurrentPerson;
import org.sessionroom.identity.LoginRedirect;
import org.sessionroom.identity.PageLanguage;
import org.sessionroom.input.ShortName;
import org.sessionroom.participant.Person;
import org.sessionroom.participant.Role;
import org.sessionroom.record.UnsentWorkKeys;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionCourse;
import org.sessionroom.session.SessionCourse.Planned;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionPage;
import org.sessionroom.session.SessionPeople;
import org.sessionroom.session.SessionPeople.Names;
import org.sessionroom.session.SessionRejected;
import org.sessionroom.session.SessionStatus;
import org.sessionroom.transcript.TranscriptionService;
import org.sessionroom.web.Notice;

/** The room's page: checks the person, and gives the page's script its initial data. */
@Named
@RequestScoped
public class RoomPage {

    @EJB
    private SessionPeople people;

    @EJB
    private SessionCourse course;

    @EJB
    private TranscriptionService transcriptionService;

    @Inject
    private UnsentWorkKeys workKeys;

    @Inject
    private CurrentPerson current;

    @Inject
    private PageLanguage language;

    @Inject
    private Clock clock;

    private String session;
    private String as;
    private Names names;
    private Planned planned;
    private String workKey;
    private UUID owner;

    /** Admits people who belong here, and sends everybody else to a page that says what to do. */
    public void check() throws IOException {
        try {
            SessionId id = SessionId.parse(session);
            Optional<Person> person = current.in(id, isClient());
            if (person.isEmpty() && isClient()) {
                leaveFor(current.endSeenAsGuest(id).isPresent() ? afterwards() : Notice.LINK_NEEDED.address());
                return;
            }
            if (person.isEmpty()) {
                leaveThroughTheLogin("/room?session=" + id);
                return;
            }
            names = people.names(person.get(), id);
            planned = course.planned(person.get(), id);
            workKey = workKeys.of(person.get(), id);
            owner = UnsentWorkKeys.owner(person.get());
        } catch (IllegalArgumentException malformed) {
            leaveFor(Notice.PAGE_NOT_FOUND.address());
        } catch (SessionRejected refusal) {
            boolean over = refusal.rejection() == Rejection.WRONG_STATE;
            leaveFor(over ? afterwards() : Notice.FORBIDDEN.address());
        }
    }

    /** The page after the session's end: its record for the therapist, a notice for the client. */
    private String afterwards() {
        SessionId id = SessionId.parse(session);
        if (!isClient()) {
            return SessionPage.address(id);
        }
        boolean cancelled = current.endSeenAsGuest(id)
                .filter(SessionStatus.CANCELLED::equals)
                .isPresent();
        return cancelled ? Notice.SESSION_CANCELLED.address() : Notice.SESSION_ENDED.address();
    }

    private static void leaveThroughTheLogin(String back) throws IOException {
        FacesContext context = FacesContext.getCurrentInstance();
        LoginRedirect.throughTheLogin(
                back, (HttpServletRequest) context.getExternalContext().getRequest(), (HttpServletResponse)
                        context.getExternalContext().getResponse());
        context.responseComplete();
    }

    private static void leaveFor(String path) throws IOException {
        FacesContext.getCurrentInstance().getExternalContext().redirect(path);
    }

    public boolean isClient() {
        return "client".equals(as);
    }

    public String getRole() {
        return isClient() ? Role.CLIENT.name() : Role.THERAPIST.name();
    }

    /**
     * The key under which the browser stores settings: each person at a shared computer has their own, and a client is identified by the
     * invitation. It is not a name, but somebody who guesses a name can verify it.
     */
    public String getPerson() {
        return isClient() ? owner.toString() : current.getSettingsKey();
    }

    /** The key with which this page encrypts the person's unsent work. */
    public String getWorkKey() {
        return workKey;
    }

    /** The owner of that work. */
    public UUID getOwner() {
        return owner;
    }

    public String getClientName() {
        return names.client();
    }

    /** The client's name in the appointment, for the therapist. */
    public String getBookedName() {
        return isClient() ? "" : names.booked();
    }

    /** What the other person will notice of the reader's entrance. */
    public String getTold() {
        if (isClient()) {
            return "join.told";
        }
        return names.clientAdmitted() ? "prejoin.told.admitted" : "prejoin.told.THERAPIST";
    }

    public String getTherapistName() {
        return names.therapist();
    }

    /** The name by which the page addresses its reader: the first name for a client. */
    public String getGreeted() {
        return isClient() ? ShortName.of(names.client()) : names.client();
    }

    public String getOtherName() {
        return isClient() ? names.therapist() : names.client();
    }

    /**
     * Whether the time alone is enough: for the hospital's own people, today. A client's day may be another than the hospital's.
     * False while a form is answered: then {@code check} has not run, and only the form's parts are rendered.
     */
    public boolean isDayKnown() {
        if (planned == null) {
            return false;
        }
        LocalDate today = clock.instant().atZone(Hospital.timeZone()).toLocalDate();
        return !isClient() && getPlannedStart().toLocalDate().equals(today);
    }

    /** The planned start, in the hospital's time zone. */
    public ZonedDateTime getPlannedStart() {
        return planned.startsAt().atZone(Hospital.timeZone());
    }

    /** The planned length. */
    public long getPlannedMinutes() {
        return planned.duration().toMinutes();
    }

    /** The purposes of the consents requested here; transcription only if a recogniser is configured. */
    public List<String> getPurposes() {
        return purposes().map(Purpose::name).toList();
    }

    /** The version of each purpose's text, as a JSON object. */
    public String getConsentVersions() {
        JsonObjectBuilder versions = Json.createObjectBuilder();
        purposes().forEach(purpose -> versions.add(purpose.name(), purpose.textVersion()));
        return versions.build().toString();
    }

    private Stream<Purpose> purposes() {
        return transcriptionService.isPossible() ? Arrays.stream(Purpose.values()) : Stream.of(Purpose.VIDEO_CALL);
    }

    public String getSession() {
        return session;
    }

    public void setSession(String session) {
        this.session = session;
    }

    public String getAs() {
        return as;
    }

    public void setAs(String as) {
        this.as = as;
    }
}
