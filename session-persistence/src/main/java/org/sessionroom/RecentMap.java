package org.sessionroom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map of bounded size: with too many entries, the least recently used one is forgotten. Several threads need {@link #synchronised}.
 *
 * @param <K> the type of keys; must implement {@code equals}
 * @param <V> the type of values
 */
public final class RecentMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most the maximum number of entries */
    public RecentMap(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }

    /** Such a map that several threads may use. */
    public static <K, V> Map<K, V> synchronised(int most) {
        return Collections.synchronizedMap(new RecentMap<>(most));
    }
}
