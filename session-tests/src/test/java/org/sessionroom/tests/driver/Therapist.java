package org.sessionroom.tests.driver;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;

/** A therapist at the agenda, without a browser. */
public final class Therapist extends HttpVisitor {

    private static final Pattern LINK = Pattern.compile("https://[^\"<]+/join#[A-Za-z0-9_-]+");
    private static final Pattern SESSION = Pattern.compile("/room\\?session=([0-9a-f-]{36})");

    private final DemoPerson person;

    private Therapist(Room room, DemoPerson person) {
        super(room);
        this.person = person;
    }

    public static Therapist loggedIn(Room room, DemoPerson person) {
        var therapist = new Therapist(room, person);
        HttpResponse<String> login = therapist.get("/agenda");
        HttpResponse<String> agenda = therapist.post(login.uri(), Map.of("username", person.userName()));
        require(agenda.uri().getPath().equals("/agenda"), "after the login: " + agenda.uri());
        return therapist;
    }

    /** Opens the room of a new appointment with a client who has a mail address of their own. */
    public Opened opens() {
        return opens("pt-BR");
    }

    /** The same, in a language. */
    public Opened opens(String language) {
        String externalId = UUID.randomUUID().toString();
        String clientName = "Ana " + externalId.substring(0, 8);
        var booking = new AppointmentJson(
                externalId, person, clientName, externalId + "@example.org", Instant.now(), language);
        Api.of(room)
                .asScheduling()
                .put("/appointments/" + externalId, booking.json())
                .expect(201);
        return opens(booking);
    }

    /** Opens the room of an appointment on this therapist's agenda. */
    public Opened opens(AppointmentJson booking) {
        return opened(booking, openRoom(booking));
    }

    private String openRoom(AppointmentJson booking) {
        return call(agenda(booking), "openRoom", Map.of("appointment", appointmentId(booking)));
    }

    private Opened opened(AppointmentJson booking, String answer) {
        String dialog = answer.substring(Math.max(0, answer.indexOf("opened-title")));
        Matcher session = SESSION.matcher(dialog);
        Matcher link = LINK.matcher(dialog);
        require(session.find() && link.find(), answer);
        return new Opened(this, booking, session.group(1), link.group());
    }

    /** Opens it again, which leads to the same room and sends no new invitation. */
    public String opensAgain(Opened opened) {
        return openRoom(opened.booking());
    }

    /** @return a newer link; earlier links are no longer valid */
    public String invitesAgain(Opened opened) {
        return opened(opened.booking(), triesToInviteAgain(opened)).link();
    }

    /** @return the agenda's answer, which may be a refusal */
    public String triesToInviteAgain(Opened opened) {
        return call(agenda(opened.booking()), "inviteAgain", Map.of("appointment", appointmentId(opened.booking())));
    }

    private String appointmentId(AppointmentJson booking) {
        String html = get(agenda(booking)).body();
        Matcher row = Pattern.compile("data-client=\"" + booking.clientName() + "\" data-appointment=\"([^\"]+)\"")
                .matcher(html);
        require(row.find(), "no appointment of " + booking.clientName() + " in\n" + html);
        return row.group(1);
    }

    private static String agenda(AppointmentJson booking) {
        LocalDate day =
                booking.startsAt().atZone(ZoneId.of("America/Sao_Paulo")).toLocalDate();
        return "/agenda?day=" + day;
    }

    public RoomSocketClient enters(Opened opened) {
        return enters(opened.session());
    }

    public RoomSocketClient enters(String session) {
        return enters(session, "THERAPIST");
    }

    public Pass pass(String session) {
        return pass(session, "THERAPIST");
    }

    /** A room just opened, and the link for the client. */
    public record Opened(Therapist by, AppointmentJson booking, String session, String link) {}
}
