package org.sessionroom.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.participant.ParticipantRole.THERAPIST;
import static org.sessionroom.transcript.SomeTalk.at;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.constellation.ConstellationChange.FigureMoved;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.ConstellationChange.FigureRemoved;
import org.sessionroom.constellation.ConstellationChange.FigureTurned;
import org.sessionroom.constellation.Figure;
import org.sessionroom.constellation.FigureColour;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.constellation.FigureKind;
import org.sessionroom.constellation.RecordedChange;
import org.sessionroom.participant.ParticipantId;

class FieldMeasuresTest {

    private static final FigureId MOTHER = new FigureId(UUID.randomUUID());

    private static final List<FieldStep> STEPS = List.of(
            new FieldStep(
                    1,
                    CLIENT,
                    at(10),
                    new FigurePlaced(new Figure(MOTHER, FigureKind.WOMAN, "Mãe", FigureColour.MOSS, 1, 0, 0, 0))),
            new FieldStep(2, CLIENT, at(20), new FigureMoved(MOTHER, 30, 40)),
            new FieldStep(3, THERAPIST, at(70), new FigureTurned(MOTHER, 90)),
            new FieldStep(4, CLIENT, at(80), new FigureMoved(MOTHER, 30, 0)),
            new FieldStep(5, CLIENT, at(90), new FigureRemoved(MOTHER)));

    private static FieldMeasures measured(List<FieldStep> steps, Instant from, Instant to) {
        var measures = new FieldMeasures.Measuring(from, to);
        steps.forEach(measures::add);
        return measures.measured();
    }

    @Test
    void itIsToldWhoMovedWhatAndHowFar() {
        FieldMeasures field = measured(STEPS, at(0), at(120));
        assertEquals(Map.of(CLIENT, 4, THERAPIST, 1), field.changes());
        assertEquals(List.of(2, 3), field.perMinute());
        assertEquals(
                List.of(new FieldMeasures.OfFigure(MOTHER, "Mãe", Map.of(CLIENT, 4, THERAPIST, 1), at(10), at(90), 90)),
                field.figures());
    }

    @Test
    void aMoveIsMeasuredFromWhereTheFigureStoodBeforeTheWindow() {
        FieldMeasures field = measured(STEPS, at(60), at(85));
        assertEquals(40, field.figures().get(0).travelled());
        assertEquals(Map.of(CLIENT, 1, THERAPIST, 1), field.changes());
    }

    @Test
    void whatStandsStillSinceBeforeTheBeginningIsUsedToo() {
        FieldMeasures still = measured(STEPS.subList(0, 1), at(60), at(120));
        assertEquals(List.of(), still.figures());
        assertTrue(still.used());
        assertFalse(measured(STEPS, at(0), at(10)).used());
    }

    @Test
    void labelsShowInNoDescription() {
        assertFalse(measured(STEPS, at(0), at(120)).toString().contains("Mãe"));
    }

    @Test
    void whoseHandItWasIsKnownFromTheSeat() {
        ParticipantId hand = new ParticipantId(UUID.randomUUID());
        RecordedChange recorded = new RecordedChange(7, UUID.randomUUID(), hand, at(5), new FigureTurned(MOTHER, 10));
        assertEquals(
                new FieldStep(7, CLIENT, at(5), new FigureTurned(MOTHER, 10)),
                FieldStep.of(recorded, Map.of(hand, CLIENT)::get));
    }
}
