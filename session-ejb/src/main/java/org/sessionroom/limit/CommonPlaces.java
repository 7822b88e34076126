package org.sessionroom.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * Places for things that stay open, such as sockets, for each owner. The members of one owner share its places: while some are free, each
 * may have any number of them; when all are taken, only members who have less than an equal part get one more. So a member who takes many
 * keeps nobody else out, and an owner with many members has a few places more.
 *
 * @param <O> the owner's type; must implement {@code equals}
 * @param <M> the member's type; must implement {@code equals}
 */
public final class CommonPlaces<O, M> {

    private final Map<O, Map<M, Integer>> taken = new HashMap<>();

    /**
     * Takes one more place.
     *
     * @param most the places of one owner
     * @return whether the member has it; then {@link #leave} must follow
     */
    public synchronized boolean enter(O owner, M member, int most) {
        Map<M, Integer> ofOwner = taken.getOrDefault(owner, Map.of());
        int all = ofOwner.values().stream().mapToInt(Integer::intValue).sum();
        int others = ofOwner.size() - (ofOwner.containsKey(member) ? 1 : 0);
        if (all >= most && ofOwner.getOrDefault(member, 0) >= most / (others + 1)) {
            return false;
        }
        taken.computeIfAbsent(owner, unknown -> new HashMap<>()).merge(member, 1, Integer::sum);
        return true;
    }

    /** One place of a member is free again. */
    public synchronized void leave(O owner, M member) {
        taken.computeIfPresent(owner, (key, ofOwner) -> {
            ofOwner.computeIfPresent(member, (who, places) -> places == 1 ? null : places - 1);
            return ofOwner.isEmpty() ? null : ofOwner;
        });
    }
}
