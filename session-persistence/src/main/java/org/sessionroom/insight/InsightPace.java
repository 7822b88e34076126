package org.sessionroom.insight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How often the assistant is asked while a session runs: often enough to be useful, and never more than the limit of its cost. */
public final class InsightPace {

    /** Pause between two rounds of one session. */
    public static final Duration REST = Duration.ofMinutes(4);

    /** Minimum number of changes of the transcript for a new round. */
    public static final int WORTHWHILE = 6;

    /** Maximum rounds of one session, including drafts. */
    public static final int MOST = 40;

    private InsightPace() {}

    /**
     * Whether a round is due now.
     *
     * @param rounds the session's, newest first
     * @param lines the number of changes of its transcript
     */
    public static boolean isDue(List<InsightRoundEntity> rounds, long lines, Instant now) {
        if (rounds.isEmpty()) {
            return lines >= WORTHWHILE;
        }
        InsightRoundEntity last = rounds.get(0);
        return rounds.size() < MOST
                && last.state(now) != RoundState.ASKED
                && lines - last.lines() >= WORTHWHILE
                && !now.isBefore(last.askedAt().plus(REST));
    }

    /**
     * Whether a therapist may request a draft now: one is written at a time.
     *
     * @param waiting drafts that failed temporarily and are retried later
     */
    public static boolean mayAsk(List<InsightRoundEntity> rounds, Set<UUID> waiting, Instant now) {
        return rounds.size() < MOST
                && rounds.stream()
                        .filter(round -> !waiting.contains(round.id()))
                        .noneMatch(round -> round.state(now) == RoundState.ASKED);
    }
}
