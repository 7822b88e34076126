package org.sessionroom.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/** How the providers outside the house were when they were last needed, as this node has it. */
@ApplicationScoped
public class ProviderStates {

    private final Map<String, String> states = new TreeMap<>();

    /** @param state in words from a closed list */
    public synchronized void put(String provider, String state) {
        states.put(provider, state);
    }

    synchronized Map<String, String> all() {
        return Map.copyOf(states);
    }
}
