package org.sessionroom.transcript;

import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.transcript.SomeTalk.at;

import java.util.List;
import java.util.UUID;
import org.sessionroom.analyst.InsightReader;
import org.sessionroom.analyst.InsightRequest;
import org.sessionroom.constellation.ConstellationChange.FigureMoved;
import org.sessionroom.constellation.ConstellationChange.FigurePlaced;
import org.sessionroom.constellation.Figure;
import org.sessionroom.constellation.FigureColour;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.constellation.FigureKind;
import org.sessionroom.insight.NoteForm;
import org.sessionroom.measures.FieldStep;

/** A short session for requests to the assistant. */
public final class SomeSession {

    public static final Transcript TRANSCRIPT = Transcript.of(List.of(
            SomeTalk.therapist(0, 4, "Como foi a semana?"),
            SomeTalk.client(5, 9, "Eu não quero morrer, só queria   descansar."),
            SomeTalk.gap(CLIENT, 9, 12),
            SomeTalk.client(13, 18, "Minha mãe ficou no hospital. O médico falou em depressão.")));

    public static final List<FieldStep> STEPS;

    static {
        FigureId mother = new FigureId(new UUID(1, 1));
        STEPS = List.of(
                new FieldStep(
                        1,
                        CLIENT,
                        at(6),
                        new FigurePlaced(new Figure(mother, FigureKind.WOMAN, "Mãe", FigureColour.MOSS, 1, 0, 0, 0))),
                new FieldStep(2, CLIENT, at(14), new FigureMoved(mother, 10, 10)));
    }

    private SomeSession() {}

    public static InsightRequest request() {
        return InsightRequest.newest(TRANSCRIPT, STEPS, NoteForm.SOAP, "pt-BR");
    }

    public static InsightReader reader(InsightRequest request) {
        long[] next = {0};
        return new InsightReader(request, () -> new UUID(7, next[0]++));
    }
}
