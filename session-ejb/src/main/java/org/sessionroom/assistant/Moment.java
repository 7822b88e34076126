package org.sessionroom.assistant;

import java.time.Duration;
import java.util.List;
import org.sessionroom.participant.ParticipantRole;

/** Something that stood out, with what it rests on. */
sealed interface Moment {

    List<Citation> citations();

    /** Somebody's words sounded quite unlike those before. */
    record Turned(ParticipantRole speaker, boolean brighter, List<Citation> citations) implements Moment {}

    record FellSilent(Duration length, List<Citation> citations) implements Moment {}

    /** Many changes of the field in a short time. */
    record FieldMoved(int changes, List<Citation> citations) implements Moment {}

    /** A figure was first spoken of about when it was moved. */
    record FigureNamed(String label, List<Citation> citations) implements Moment {}
}
