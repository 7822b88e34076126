package org.sessionroom.analyst;

import java.time.Duration;
import java.util.List;
import org.sessionroom.insight.Citation;
import org.sessionroom.participant.ParticipantRole;

/** A notable moment with its citations. */
sealed interface Moment {

    List<Citation> citations();

    /** The tone of a person's words differed strongly from before. */
    record Turned(ParticipantRole speaker, boolean brighter, List<Citation> citations) implements Moment {}

    record FellSilent(Duration length, List<Citation> citations) implements Moment {}

    /** Many changes of the field in a short time. */
    record FieldMoved(int changes, List<Citation> citations) implements Moment {}

    /** A figure was first mentioned at about the time at which it was moved. */
    record FigureNamed(String label, List<Citation> citations) implements Moment {}
}
