package org.sessionroom.assistant;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sessionroom.session.SessionId;

/** Whose streams this node has open: a recogniser's result says which stream, and here stands who spoke. */
@ApplicationScoped
public class Microphones {

    /** How long a recogniser may take for what was said before a microphone was closed. */
    private static final Duration HEARD_OUT = Duration.ofMinutes(2);

    private final Map<UUID, Microphone> known = new ConcurrentHashMap<>();

    @Resource
    private ManagedScheduledExecutorService executor;

    void add(Microphone microphone) {
        known.put(microphone.stream(), microphone);
    }

    Optional<Microphone> find(UUID stream) {
        return Optional.ofNullable(known.get(stream));
    }

    /** Those of a session that are open, or still heard out. */
    List<Microphone> of(SessionId session) {
        return known.values().stream()
                .filter(microphone -> microphone.seat().session().equals(session))
                .toList();
    }

    /** The sessions of those that are open, or still heard out. */
    Set<SessionId> sessions() {
        return known.values().stream()
                .map(microphone -> microphone.seat().session())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** It is closed; what was said before is still to come. */
    void closed(Microphone microphone) {
        executor.schedule(() -> forget(microphone), HEARD_OUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whatever of it is still to come is nobody's. */
    void forget(Microphone microphone) {
        known.remove(microphone.stream());
    }
}
