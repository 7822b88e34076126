package org.sessionroom.assistant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How often the assistant is asked while a session runs: often enough to be of use, and never more than it may cost. */
public final class InsightPace {

    /** Between two askings of one session. */
    public static final Duration REST = Duration.ofMinutes(4);

    /** Changes of the transcript that are worth asking about. */
    public static final int WORTHWHILE = 6;

    /** Askings of one session, drafts among them. */
    public static final int MOST = 40;

    private InsightPace() {}

    /**
     * Whether to ask now.
     *
     * @param rounds the session's, newest first
     * @param lines how often its transcript has changed
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
     * Whether a therapist may ask for a draft now: one is written at a time.
     *
     * @param waiting those that failed for now and are asked again later
     */
    public static boolean mayAsk(List<InsightRoundEntity> rounds, Set<UUID> waiting, Instant now) {
        return rounds.size() < MOST
                && rounds.stream()
                        .filter(round -> !waiting.contains(round.id()))
                        .noneMatch(round -> round.state(now) == RoundState.ASKED);
    }
}
