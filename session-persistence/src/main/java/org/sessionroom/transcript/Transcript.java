package org.sessionroom.transcript;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The utterances and gaps of a session, in the order in which they began. Entries that began at the
 * same instant are ordered by their end, then the therapist first.
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

    /** Takes entries in any order. An utterance that was delivered twice is contained once. */
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

    /** The entries that began in [from, to). */
    public Transcript between(Instant from, Instant to) {
        return new Transcript(entries.stream()
                .filter(entry -> !entry.from().isBefore(from) && entry.from().isBefore(to))
                .toList());
    }

    /**
     * For code that draws conclusions: doubtful utterances are replaced by gaps. Code that must not miss anything reads all of them.
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
