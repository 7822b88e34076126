package org.sessionroom.constellation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionroom.constellation.ConstellationChange.FigureEdited;
import org.sessionroom.constellation.ConstellationChange.FigureMoved;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.ConstellationChange.FigureRemoved;
import org.sessionroom.constellation.ConstellationChange.FigureTurned;
import org.sessionroom.json.StrictJson;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

class ConstellationTest {

    private final FigureId mother = new FigureId(UUID.randomUUID());

    @Test
    void eachChangeMakesTheNextFieldAndLeavesTheOneBefore() {
        Constellation placed = Constellation.EMPTY.after(new FigurePlaced(figure(mother)));
        Constellation changed = placed.after(new FigureMoved(mother, 12.34, -5))
                .after(new FigureTurned(mother, 90))
                .after(new FigureEdited(mother, FigureKind.CHILD, "Bia", FigureColour.CLAY, 1.25));
        assertEquals(
                new Figure(mother, FigureKind.CHILD, "Bia", FigureColour.CLAY, 1.25, 12.3, -5, 90),
                changed.figure(mother).orElseThrow());
        assertEquals(4, changed.seq());
        assertEquals(figure(mother), placed.figure(mother).orElseThrow());
    }

    @Test
    void aRemovedFigureIsUnknownAndCanBePlacedAgain() {
        Constellation without =
                Constellation.EMPTY.after(new FigurePlaced(figure(mother))).after(new FigureRemoved(mother));
        assertEquals(Rejection.FIGURE_UNKNOWN, refusal(without, new FigureMoved(mother, 0, 0)));
        assertEquals(
                1, without.after(new FigurePlaced(figure(mother))).figures().size());
    }

    @Test
    void aFigureIsPlacedOnce() {
        Constellation placed = Constellation.EMPTY.after(new FigurePlaced(figure(mother)));
        assertEquals(Rejection.FIGURE_EXISTS, refusal(placed, new FigurePlaced(figure(mother))));
    }

    @Test
    void theFieldHoldsFiveHundredFiguresAndNotOneMore() {
        Constellation field = Constellation.EMPTY;
        for (int i = 0; i < FieldLimits.FIGURES; i++) {
            field = field.after(new FigurePlaced(figure(new FigureId(UUID.randomUUID()))));
        }
        assertEquals(Rejection.FIELD_FULL, refusal(field, new FigurePlaced(figure(mother))));
    }

    @ParameterizedTest
    @CsvSource({"1000.1, 0", "0, -1000.1", "NaN, 0", "0, Infinity"})
    void nothingLiesOutsideTheField(double x, double y) {
        assertEquals(
                Rejection.INVALID,
                assertThrows(SessionRejected.class, () -> new FigureMoved(mother, x, y))
                        .rejection());
    }

    @ParameterizedTest
    @CsvSource({"-0.1", "360", "NaN"})
    void aDirectionIsWithinTheCircle(double facing) {
        assertThrows(SessionRejected.class, () -> new FigureTurned(mother, facing));
    }

    @Test
    void aLabelHasFortyCodePointsWhateverTheirWidth() {
        String forty = "👩".repeat(40);
        assertEquals(forty, new FigureEdited(mother, FigureKind.WOMAN, forty, FigureColour.MOSS, 1).label());
        assertThrows(
                SessionRejected.class,
                () -> new FigureEdited(mother, FigureKind.WOMAN, forty + "a", FigureColour.MOSS, 1));
        assertThrows(
                SessionRejected.class,
                () -> new FigureEdited(mother, FigureKind.WOMAN, "a\u202Eb", FigureColour.MOSS, 1));
    }

    @Test
    void undoingIsRefusedOnceTheOtherChangedTheFigure() {
        Constellation field = Constellation.EMPTY
                .after(new FigurePlaced(figure(mother)))
                .after(new FigureMoved(mother, 10, 10))
                .after(new FigureMoved(mother, 20, 20));
        Expectation mine = at(10, 10);
        assertEquals(
                Rejection.STALE,
                assertThrows(SessionRejected.class, () -> mine.require(field.figure(mother)))
                        .rejection());
        at(20, 20).require(field.figure(mother));
    }

    @Test
    void anotherKindOfChangeByTheOtherDoesNotStandInTheWayOfUndoing() {
        Constellation field = Constellation.EMPTY
                .after(new FigurePlaced(figure(mother)))
                .after(new FigureMoved(mother, 10, 10))
                .after(new FigureTurned(mother, 45));
        at(10, 10).require(field.figure(mother));
    }

    /** One change of each kind. */
    private final List<ConstellationChange> changes = List.of(
            new FigurePlaced(figure(mother)),
            new FigureMoved(mother, -999.9, 0.1),
            new FigureTurned(mother, 359.9),
            new FigureEdited(mother, FigureKind.OBJECT, "Casa \"velha\" <b>", FigureColour.SAND, 0.5),
            new FigureRemoved(mother));

    @Test
    void everyChangeKeepsItsMeaningThroughJson() {
        for (ConstellationChange change : changes) {
            assertEquals(change, ConstellationJson.readChange(ConstellationJson.write(change)));
        }
        assertEquals(
                ConstellationChange.class.getPermittedSubclasses().length, changes.size(), "one change of each kind");
    }

    /** Journals of former versions contain these names. */
    @Test
    void aKindOfChangeKeepsItsStoredName() {
        assertEquals(
                List.of("FigurePlaced", "FigureMoved", "FigureTurned", "FigureEdited", "FigureRemoved"),
                changes.stream()
                        .map(change -> ConstellationJson.write(change).getString("kind"))
                        .toList());
    }

    @Test
    void anEditOfTheNameKeepsWhatTheOtherMadeOfTheRest() {
        Constellation field = Constellation.EMPTY
                .after(new FigurePlaced(figure(mother)))
                .after(new FigureEdited(mother, FigureKind.WOMAN, "Mãe", FigureColour.MOSS, 1.5));
        RequestedChange renaming =
                ConstellationJson.readRequest(edit().add("label", "Avó").build());
        assertEquals(new FigureEdited(mother, FigureKind.WOMAN, "Avó", FigureColour.MOSS, 1.5), renaming.on(field));
        assertEquals(
                Rejection.FIGURE_UNKNOWN,
                assertThrows(SessionRejected.class, () -> renaming.on(Constellation.EMPTY))
                        .rejection());
    }

    @Test
    void anEditSentAgainIsKnownByWhatItChanged() {
        RequestedChange renaming =
                ConstellationJson.readRequest(edit().add("label", "Avó").build());
        assertTrue(renaming.became(new FigureEdited(mother, FigureKind.WOMAN, "Avó", FigureColour.MOSS, 1.5)));
        assertFalse(renaming.became(new FigureEdited(mother, FigureKind.WOMAN, "Tia", FigureColour.MOSS, 1.5)));
        assertFalse(renaming.became(new FigureMoved(mother, 1, 1)));
    }

    @Test
    void aFormerPageThatSendsTheWholeLookIsStillUnderstood() {
        FigureEdited whole = new FigureEdited(mother, FigureKind.CHILD, "Bia", FigureColour.CLAY, 1.25);
        RequestedChange request = ConstellationJson.readRequest(ConstellationJson.write(whole));
        assertEquals(whole, request.on(Constellation.EMPTY.after(new FigurePlaced(figure(mother)))));
    }

    @Test
    void anEditOfNothingOrWithAnotherTypeIsRefused() {
        for (JsonObjectBuilder edit : List.of(edit(), edit().add("label", 7), edit().add("size", 3))) {
            assertThrows(SessionRejected.class, () -> ConstellationJson.readRequest(edit.build()));
        }
    }

    private JsonObjectBuilder edit() {
        return StrictJson.JSON.createObjectBuilder().add("kind", "FigureEdited").add("figureId", mother.toString());
    }

    private static Expectation at(double x, double y) {
        return new Expectation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(x),
                Optional.of(y),
                Optional.empty());
    }

    private static Figure figure(FigureId id) {
        return new Figure(id, FigureKind.WOMAN, "Mãe", FigureColour.ROSE, 1, 0, 0, 0);
    }

    private static Rejection refusal(Constellation field, ConstellationChange change) {
        return assertThrows(SessionRejected.class, () -> field.after(change)).rejection();
    }
}
