package org.sessionroom.tests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sessionroom.assistant.ListeningChanged;
import org.sessionroom.assistant.SegmentHeard;

/** What the provider heard, once it is committed. */
@ApplicationScoped
public class HeardSpeech {

    private final Queue<SegmentHeard> segments = new ConcurrentLinkedQueue<>();
    private final Queue<ListeningChanged> changes = new ConcurrentLinkedQueue<>();

    void heard(@Observes(during = TransactionPhase.AFTER_SUCCESS) SegmentHeard segment) {
        segments.add(segment);
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) ListeningChanged change) {
        changes.add(change);
    }

    List<SegmentHeard> of(UUID stream) {
        return segments.stream()
                .filter(segment -> segment.stream().equals(stream))
                .toList();
    }

    List<ListeningChanged.State> states(UUID stream) {
        return changes.stream()
                .filter(change -> change.stream().equals(stream))
                .map(ListeningChanged::state)
                .toList();
    }
}
