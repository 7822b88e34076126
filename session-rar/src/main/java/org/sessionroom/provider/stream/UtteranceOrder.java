package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The utterances of one line: which are under way, in which order they were spoken, and which were handed on already. An
 * utterance is in order from its commit, or, where nothing is committed, from its end; it is handed on when all before it
 * were. What comes again for one that ended is ignored.
 */
final class UtteranceOrder {

    /** Utterances that may be under way; a provider has one or two. */
    static final int MOST_OPEN = 64;

    /** Characters of an utterance. */
    static final int LONGEST = 16_384;

    private static final int REMEMBERED = 1024;

    private final Map<String, PendingUtterance> open = new HashMap<>();
    private final Deque<PendingUtterance> inOrder = new ArrayDeque<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /** An utterance that has not ended, new or known; empty when it ended or when there are too many. */
    Optional<PendingUtterance> underWay(String item) {
        if (ended.contains(item) || !open.containsKey(item) && open.size() >= MOST_OPEN) {
            return Optional.empty();
        }
        return Optional.of(open.computeIfAbsent(item, PendingUtterance::new));
    }

    /** From now on it has its place in the order. */
    void order(PendingUtterance utterance) {
        if (!utterance.ordered) {
            utterance.ordered = true;
            inOrder.add(utterance);
        }
    }

    /** It ended, well or not; nothing changes it any more. */
    void end(PendingUtterance utterance) {
        order(utterance);
        open.remove(utterance.item);
        ended.add(utterance.item);
        if (ended.size() > REMEMBERED) {
            ended.remove(ended.iterator().next());
        }
        utterance.ended = true;
    }

    /** The next to be handed on, taken out. */
    Optional<PendingUtterance> next() {
        PendingUtterance first = inOrder.peek();
        return first != null && first.ended ? Optional.of(inOrder.remove()) : Optional.empty();
    }

    /** When the oldest was committed that is still being worked out. */
    Optional<Instant> oldestCommit() {
        return open.values().stream()
                .flatMap(utterance -> utterance.committedAt.stream())
                .min(Instant::compareTo);
    }

    /** Whether nothing is under way and nothing waits to be handed on. */
    boolean idle() {
        return open.isEmpty() && inOrder.isEmpty();
    }
}
