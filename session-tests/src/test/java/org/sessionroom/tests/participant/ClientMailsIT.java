package org.sessionroom.tests.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.MailCatcher.Mail;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.AppointmentJson;
import org.sessionroom.tests.driver.Client;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.Therapist.Opened;

/** Clients receive mails about the changes of their session, even if none of them is online. */
@ExtendWith(RunningRoom.class)
class ClientMailsIT {

    private static Room room;
    private static Therapist therapist;

    @BeforeAll
    static void logIn(Room running) {
        room = running;
        therapist = Therapist.loggedIn(room, DemoPerson.HELENA);
    }

    private static List<Mail> mails(Opened opened, String subject) {
        return room.mail().caught().stream()
                .filter(mail -> mail.to().equals(opened.booking().clientEmail())
                        && mail.subject().contains(subject))
                .toList();
    }

    private static Mail mail(Opened opened, String subject) {
        Eventually.holds(
                "mail \"" + subject + "\"", () -> !mails(opened, subject).isEmpty());
        return mails(opened, subject).get(0);
    }

    private static void moves(Opened opened, String... transitions) {
        Api api = Api.of(room).with(therapist.pass(opened.session()).token());
        for (String transition : transitions) {
            api.post(
                            "/sessions/" + opened.session() + "/transitions",
                            "{\"transition\":\"" + transition + "\",\"reason\":\"client is ill\"}")
                    .expect(200);
        }
    }

    private static String time(Instant at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern).format(at.atZone(ZoneId.of("America/Sao_Paulo")));
    }

    @ParameterizedTest
    @CsvSource({
        "pt-BR, foi cancelada, Horário de Brasília, fale com o seu terapeuta",
        "en, was cancelled, Brasilia, contact your therapist",
    })
    void whoseSessionIsCancelledIsToldByMailInTheirLanguage(
            String language, String subject, String zone, String whatToDo) {
        Opened opened = therapist.opens(language);
        mail(opened, DemoPerson.HELENA.fullName());
        moves(opened, "CANCEL");
        Mail mail = mail(opened, subject);
        for (String part : List.of(mail.text(), mail.html())) {
            assertTrue(part.contains(zone) && part.contains(whatToDo), part);
            assertTrue(part.contains(opened.booking().clientName()), part);
            assertFalse(part.contains("/join#"), "the link no longer opens anything");
            assertFalse(part.contains("ill"), "the reason is the team's alone");
        }
        assertTrue(mail.html().contains("lang=\"" + language + "\""));
    }

    @Test
    void whatTheHospitalsSchedulingCancelsIsToldAsWell() {
        Opened opened = therapist.opens();
        Api.of(room)
                .asScheduling()
                .delete("/appointments/" + opened.booking().externalId())
                .expect(204);
        mail(opened, "foi cancelada");
        assertTrue(therapist.get("/agenda").body().contains("avisado por e-mail")
                || therapist.get("/agenda").body().contains("Aviso do cancelamento a caminho"));
    }

    @ParameterizedTest
    @CsvSource({"pt-BR, Novo horário, Horário de Brasília, HH:mm", "en, New time, Brasilia, h:mm"})
    void whoseSessionIsRescheduledAfterTheInvitationIsToldTheNewTimeWithItsZone(
            String language, String subject, String zone, String pattern) {
        Opened opened = therapist.opens(language);
        AppointmentJson before = opened.booking();
        Instant later = before.startsAt().plus(Duration.ofMinutes(95));
        var moved = new AppointmentJson(
                before.externalId(), before.therapist(), before.clientName(), before.clientEmail(), later, language);
        Api.of(room)
                .asScheduling()
                .put("/appointments/" + before.externalId(), moved.json())
                .expect(200);
        Mail mail = mail(opened, subject);
        for (String part : List.of(mail.text(), mail.html())) {
            assertTrue(part.contains(time(later, pattern)), part);
            assertTrue(part.contains(time(later.plus(Duration.ofHours(2)), pattern)), "until when the link works");
            assertTrue(part.contains(zone), part);
        }
        assertEquals("VALID", new Client(room).looksAt(opened.link()), "the link stays the same");
    }

    @Test
    void whoOpensTheRoomAgainChangesNothingAboutTheLink() {
        Opened opened = therapist.opens();
        assertTrue(therapist.opensAgain(opened).contains("o link do cliente continua o mesmo"));
        assertEquals("VALID", new Client(room).looksAt(opened.link()));
    }

    @Test
    void whatChangesNothingForTheClientIsNotTold() {
        Opened opened = therapist.opens();
        Api.of(room)
                .asScheduling()
                .put(
                        "/appointments/" + opened.booking().externalId(),
                        opened.booking().json())
                .expect(200);
        moves(opened, "START", "COMPLETE", "CANCEL");
        mail(opened, "Seu link");
        assertEquals(
                0,
                new Records(room.database().dataSource())
                        .number(
                                "select count(*) from outbox where session_id = ? and kind in ('RESCHEDULED', 'CANCELLED')",
                                opened.session()));
    }
}
