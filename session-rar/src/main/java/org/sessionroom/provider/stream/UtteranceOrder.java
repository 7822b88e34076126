package org.sessionroom.provider.stream;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The utterances of one conversation: which are in progress, in which order they were spoken, and which were already delivered. An
 * utterance gets its position at its commit, or, without commits, at its end; it is delivered when all before it
 * were. Repeated events for an utterance that has ended are ignored.
 */
final class UtteranceOrder {

    /** Maximum utterances in progress; a provider has one or two. */
    static final int MOST_OPEN = 64;

    private static final int REMEMBERED = 1024;

    private final Map<String, PendingUtterance> open = new HashMap<>();
    private final Set<PendingUtterance> inOrder = new LinkedHashSet<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /** An utterance that has not ended, new or known; empty if it has ended or there are too many. */
    Optional<PendingUtterance> underWay(String item) {
        if (ended.contains(item) || !open.containsKey(item) && open.size() >= MOST_OPEN) {
            return Optional.empty();
        }
        return Optional.of(open.computeIfAbsent(item, PendingUtterance::new));
    }

    /** Assigns the next position in the order, unless it has one. */
    void order(PendingUtterance utterance) {
        inOrder.add(utterance);
    }

    /** It ended, successfully or not, at a position unless its end is known; later events do not change it. */
    void end(PendingUtterance utterance, long place) {
        utterance.end(place);
        order(utterance);
        open.remove(utterance.item());
        ended.add(utterance.item());
        if (ended.size() > REMEMBERED) {
            ended.remove(ended.iterator().next());
        }
    }

    /** Removes and returns the next utterance to deliver. */
    Optional<PendingUtterance> next() {
        Optional<PendingUtterance> first = inOrder.stream().findFirst().filter(PendingUtterance::hasEnded);
        first.ifPresent(inOrder::remove);
        return first;
    }

    /** When the oldest utterance without a result was committed. */
    Optional<Instant> oldestCommit() {
        return open.values().stream()
                .flatMap(utterance -> utterance.committedAt().stream())
                .min(Instant::compareTo);
    }

    /** Whether no utterance is in progress and none waits for delivery. */
    boolean idle() {
        return open.isEmpty() && inOrder.isEmpty();
    }
}
