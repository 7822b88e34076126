package org.sessionroom.tests.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.tests.driver.Api;
import org.sessionroom.tests.driver.Browsers;
import org.sessionroom.tests.driver.ClientWindow;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.Records;
import org.sessionroom.tests.driver.RoomWindow;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.TherapistWindow;

/** A session from the booking to its end, by two people in two browsers. */
@ExtendWith({RunningRoom.class, Browsers.class})
class TheWholeStoryIT {

    private static final String CLIENT = "Joaquina Bittencourt";
    private static final String ADDRESS = "joaquina@example.org";

    private final Room room;
    private final Browser browser;
    private final Records records;
    private RoomWindow paulo;
    private RoomWindow joaquina;
    private int changes;

    TheWholeStoryIT(Room room, Browser browser) {
        this.room = room;
        this.browser = browser;
        this.records = new Records(room.database().dataSource());
    }

    @Test
    void aSessionFromTheBookingToItsEnd() {
        theRoomIsOpenedAndTheClientAdmitted();
        bothMoveTheSameField();
        theRightToMoveIsTakenAndGivenBack();
        aCutLineLosesNothing();
        theSessionPausesAndEnds();
        nothingStandsInClear();
        assertEquals(List.of(), paulo.faults());
        assertEquals(List.of(), joaquina.faults());
    }

    private void theRoomIsOpenedAndTheClientAdmitted() {
        TherapistWindow agenda = TherapistWindow.loggedIn(browser, room, DemoPerson.PAULO);
        agenda.books(CLIENT, ADDRESS);
        String shown = agenda.opensRoomOf(CLIENT);
        String mailed = ClientWindow.linkMailedTo(room, ADDRESS);
        assertEquals(shown, mailed);

        paulo = agenda.enters();
        paulo.seesTheField();
        ClientWindow invited = ClientWindow.at(browser, mailed);
        assertEquals("VALID", invited.invitation());
        joaquina = invited.joins();
        joaquina.waitsForTheTherapist();
        assertEquals(Map.of(), joaquina.drawnField());

        paulo.presses("admit");
        joaquina.seesTheField();
        assertEquals("Ativa", paulo.status());
        assertEquals("Ativa", joaquina.status());

        paulo.page().locator("#assistant[data-state=NONE]").click();
        paulo.sees("A transcrição está desligada neste hospital: nenhum serviço de fala foi configurado.");
        paulo.page().keyboard().press("Escape");
    }

    private void bothMoveTheSameField() {
        after(2, () -> paulo.places("Mulher", "Mãe"));
        after(() -> paulo.drags("Mãe", -150, -60));
        after(() -> paulo.keys("Mãe", "ArrowUp", 4));
        after(() -> paulo.keys("Mãe", "]", 3));
        after(() -> paulo.edits("Mãe", "Minha mãe", "PLUM", "1.5"));
        after(2, () -> paulo.places("Homem", "Pai", 520, 300));
        after(() -> paulo.drags("Pai", 160, -40));
        after(() -> paulo.turnsByButton("Pai"));
        after(() -> paulo.removes("Pai"));
        after(paulo::undoes);

        after(2, () -> joaquina.places("Pessoa", "Eu"));
        after(() -> joaquina.drags("Eu", 20, 180));
        after(() -> joaquina.keys("Eu", "ArrowLeft", 3));
        after(() -> joaquina.keys("Eu", "[", 2));
        after(() -> joaquina.edits("Eu", "Eu mesma", "MOSS", "0.75"));
        after(() -> joaquina.drags("Minha mãe", 40, 30));
        after(() -> joaquina.turnsByButton("Minha mãe"));
        after(2, () -> joaquina.places("Sentimento", "Medo antigo"));
        after(() -> joaquina.drags("Medo antigo", -120, 120));
        after(() -> joaquina.removes("Medo antigo"));

        assertEquals(paulo.listedFigures(), joaquina.listedFigures());
        assertEquals(3, paulo.listedFigures().size());
    }

    /** One person acts; once the change is stored, the other sees the same field. */
    private void after(Runnable action) {
        after(1, action);
    }

    private void after(int made, Runnable action) {
        action.run();
        changes += made;
        Eventually.holds("change " + changes, () -> records.changes(paulo.session()) == changes);
        bothSeeTheSame();
    }

    private void bothSeeTheSame() {
        Eventually.holds("same field on both sides", () -> {
            Map<String, String> field = paulo.drawnField();
            return field.equals(joaquina.drawnField());
        });
        assertEquals(placesByTheApi(), placesOnTheScreen());
    }

    private Map<String, String> placesByTheApi() {
        JsonObject field = Api.of(room)
                .as(DemoPerson.PAULO.userName())
                .get("/sessions/" + paulo.session() + "/field")
                .expect(200)
                .object();
        assertEquals(changes, field.getInt("seq"));
        var places = new TreeMap<String, String>();
        for (JsonObject figure : field.getJsonArray("figures").getValuesAs(JsonObject.class)) {
            String place = String.format(
                    java.util.Locale.ROOT,
                    "translate(%.2f %.2f) %s",
                    figure.getJsonNumber("x").doubleValue(),
                    figure.getJsonNumber("y").doubleValue(),
                    figure.getString("label"));
            places.put(figure.getString("figureId"), place);
        }
        return places;
    }

    private Map<String, String> placesOnTheScreen() {
        var places = new TreeMap<String, String>();
        paulo.drawnField().forEach((figure, drawn) -> {
            String place = drawn.substring(0, drawn.indexOf(')') + 1);
            String label = drawn.substring(drawn.indexOf(')') + 2, drawn.indexOf(": "));
            places.put(figure, place + " " + label);
        });
        return places;
    }

    private void theRightToMoveIsTakenAndGivenBack() {
        Map<String, String> before = paulo.drawnField();
        paulo.gives("LOOK");
        Eventually.holds("lost right", () -> !joaquina.mayChange());
        joaquina.drags("Eu mesma", 100, -80);
        joaquina.keys("Eu mesma", "ArrowLeft", 2);
        bothSeeTheSame();
        assertEquals(before.keySet(), joaquina.drawnField().keySet());

        paulo.gives("MOVE");
        Eventually.holds("right given back", joaquina::mayChange);
        after(() -> joaquina.drags("Eu mesma", 30, -20));
    }

    private void aCutLineLosesNothing() {
        joaquina.page().context().setOffline(true);
        Eventually.holds("notice of the cut line", joaquina::lineIsGone);
        joaquina.drags("Eu mesma", -60, 40);
        Eventually.holds("unsaved change", () -> joaquina.saving().equals("offline"));
        assertEquals(changes, records.changes(paulo.session()));
        after(() -> paulo.keys("Pai", "ArrowDown", 3), false);

        joaquina.page().context().setOffline(false);
        changes++;
        Eventually.holds("change made offline", () -> records.changes(paulo.session()) == changes);
        Eventually.holds("saved change", () -> joaquina.saving().equals("saved"));
        assertFalse(joaquina.lineIsGone());
        bothSeeTheSame();
    }

    private void after(Runnable action, boolean bothSee) {
        action.run();
        changes++;
        Eventually.holds("change " + changes, () -> records.changes(paulo.session()) == changes);
        if (bothSee) {
            bothSeeTheSame();
        }
    }

    private void theSessionPausesAndEnds() {
        paulo.presses("pause");
        Eventually.holds("pause", () -> joaquina.status().equals("Em pausa") && !joaquina.mayChange());
        after(() -> paulo.drags("Pai", 20, 20));
        paulo.presses("resume");
        Eventually.holds("end of the pause", () -> joaquina.status().equals("Ativa") && joaquina.mayChange());
        after(() -> joaquina.drags("Pai", -20, -20));

        paulo.presses("complete");
        paulo.agrees();
        joaquina.sees("A sessão terminou");
        assertEquals(
                List.of("PENDING>ACTIVE", "ACTIVE>PAUSED", "PAUSED>ACTIVE", "ACTIVE>COMPLETED"),
                records.steps(paulo.session()));
        assertEquals(placesByTheApi().size(), 3);
        List<String> audited = records.audited(paulo.session());
        assertTrue(
                audited.containsAll(List.of("ADMIT DONE", "PAUSE DONE", "RESUME DONE", "COMPLETE DONE")),
                audited::toString);
        assertTrue(
                records.auditedWithCode(paulo.session()).stream().noneMatch(entry -> entry.endsWith("NOT_ADMITTED")),
                "whoever waits asks for nothing they may not have yet");
    }

    private void nothingStandsInClear() {
        for (String secret :
                List.of(CLIENT, "Joaquina", ADDRESS, "Minha mãe", "Eu mesma", "Medo antigo", "Paulo Rezende")) {
            assertEquals(List.of(), records.columnsThatShow(secret), secret);
        }
        // Checks the search itself with a value that is stored in clear.
        assertTrue(records.columnsThatShow("paulo").contains("therapy_session.therapist"));
        UUID.fromString(paulo.session());
    }
}
