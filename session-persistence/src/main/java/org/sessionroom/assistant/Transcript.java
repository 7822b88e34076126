package org.sessionroom.assistant;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said in a session, with the stretches that were not heard, in the order in which they began. What began at the
 * same instant stands in the order of its end, and the therapist first.
 */
public final class Transcript {

    private static final Comparator<TranscriptEntry> AS_IT_HAPPENED = Comparator.comparing(TranscriptEntry::from)
            .thenComparing(TranscriptEntry::to)
            .thenComparing(TranscriptEntry::speaker);

    public static final Transcript EMPTY = of(List.of());

    private final List<TranscriptEntry> entries;
    private final Map<UtteranceId, Utterance> byId;

    private Transcript(List<TranscriptEntry> entries) {
        this.entries = entries;
        this.byId = new LinkedHashMap<>();
        utterancesOf(entries).forEach(utterance -> byId.putIfAbsent(utterance.id(), utterance));
    }

    /** In any order. An utterance that came twice, as a recogniser's second delivery may, stands once. */
    public static Transcript of(Collection<? extends TranscriptEntry> entries) {
        List<TranscriptEntry> ordered = entries.stream()
                .<TranscriptEntry>map(entry -> entry)
                .sorted(AS_IT_HAPPENED)
                .distinct()
                .toList();
        return new Transcript(ordered);
    }

    public List<TranscriptEntry> entries() {
        return entries;
    }

    public List<Utterance> utterances() {
        return List.copyOf(byId.values());
    }

    public List<Gap> gaps() {
        return entries.stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
    }

    public Optional<Utterance> utterance(UtteranceId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What began at or after one instant and before another. */
    public Transcript between(Instant from, Instant to) {
        return new Transcript(entries.stream()
                .filter(entry -> !entry.from().isBefore(from) && entry.from().isBefore(to))
                .toList());
    }

    /**
     * For whoever draws conclusions: what may be no speech is a gap. Those who look for what must not be missed read all of it.
     */
    public Transcript withoutDoubts() {
        return new Transcript(entries.stream()
                .map(entry -> entry instanceof Utterance said && said.doubtful()
                        ? new Gap(said.speaker(), said.from(), said.to(), GapReason.DOUBTFUL)
                        : entry)
                .toList());
    }

    private static List<Utterance> utterancesOf(List<TranscriptEntry> entries) {
        return entries.stream()
                .filter(Utterance.class::isInstance)
                .map(Utterance.class::cast)
                .toList();
    }

    /** Does not show what was said. */
    @Override
    public String toString() {
        return "Transcript[" + entries.size() + " entries]";
    }
}
