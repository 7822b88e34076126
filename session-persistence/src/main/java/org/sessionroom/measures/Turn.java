package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.transcript.Utterance;

/** The speech of one person until the other begins, a {@link Silence} follows, or a gap begins. */
public record Turn(ParticipantRole speaker, Instant from, Instant to) {

    static List<Turn> of(List<Utterance> utterances, Spans unheard) {
        List<Turn> turns = new ArrayList<>();
        for (Utterance next : utterances) {
            Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
            if (last != null && last.goesOnWith(next, unheard)) {
                turns.set(turns.size() - 1, last.until(next.to()));
            } else {
                turns.add(new Turn(next.speaker(), next.from(), next.to()));
            }
        }
        return turns;
    }

    private boolean goesOnWith(Utterance next, Spans unheard) {
        return next.speaker() == speaker
                && Duration.between(to, next.from()).compareTo(Silence.SHORTEST) < 0
                && unheard.within(new Spans.Span(to, next.from())).stretches().isEmpty();
    }

    private Turn until(Instant end) {
        return end.isAfter(to) ? new Turn(speaker, from, end) : this;
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
