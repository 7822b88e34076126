package org.sessionroom.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/** The state of each external provider when this node last used it. */
@ApplicationScoped
public class ProviderStates {

    private final Map<String, String> states = new TreeMap<>();

    /** @param state one of a closed list of words */
    public synchronized void put(String provider, String state) {
        states.put(provider, state);
    }

    synchronized Map<String, String> all() {
        return Map.copyOf(states);
    }
}
