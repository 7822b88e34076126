package org.sessionroom.analyst;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sessionroom.analyst.SpokenTerms.Term;
import org.sessionroom.transcript.Utterance;

/**
 * The topics of a session: words and pairs of words that are frequent in one stretch of five minutes and rare in the others
 * (tf·idf over stretches), with the lines that contain them. Words of the same lines make one theme.
 */
final class Themes {

    static final int MOST = 8;

    private static final Duration STRETCH = Duration.ofMinutes(5);
    private static final int FEWEST_LINES = 2;
    private static final int MOST_CITED = 5;
    private static final int CANDIDATES = 40;
    private static final int WORDS_OF_A_THEME = 3;

    /** The minimum overlap of two words' lines in one theme, as a share of the shorter list. */
    private static final double SAME = 0.5;

    /** A pair of words is more specific than one. */
    private static final double PAIR = 1.5;

    /** @param words as they were spoken, the most characteristic first */
    record Theme(List<String> words, List<Utterance> lines) {}

    private record Candidate(String said, double weight, Set<Utterance> lines) {}

    private static final class Mentions {

        private final Map<Long, Integer> byStretch = new HashMap<>();
        private final Map<String, Integer> forms = new TreeMap<>();
        private final Set<Utterance> lines = new LinkedHashSet<>();

        void add(long stretch, String form, Utterance line) {
            byStretch.merge(stretch, 1, Integer::sum);
            forms.merge(form, 1, Integer::sum);
            lines.add(line);
        }

        String said() {
            return forms.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(
                                    Map.Entry.<String, Integer>comparingByKey().reversed()))
                    .map(Map.Entry::getKey)
                    .orElseThrow();
        }

        double weight(int stretches) {
            int most = byStretch.values().stream().max(Integer::compare).orElse(0);
            return (1 + StrictMath.log(most)) * StrictMath.log(1 + (double) stretches / byStretch.size());
        }
    }

    private Themes() {}

    static List<Theme> of(List<Utterance> utterances, SpokenTerms terms) {
        if (utterances.isEmpty()) {
            return List.of();
        }
        Instant start = utterances.get(0).from();
        Map<String, Mentions> mentions = new TreeMap<>();
        Set<Long> stretches = new HashSet<>();
        for (Utterance line : utterances) {
            long stretch = Duration.between(start, line.from()).dividedBy(STRETCH);
            stretches.add(stretch);
            collect(line, stretch, terms.of(line), mentions);
        }
        return merged(candidates(mentions, stretches.size()));
    }

    private static void collect(Utterance line, long stretch, List<Term> terms, Map<String, Mentions> mentions) {
        Term before = null;
        for (Term term : terms) {
            mentions.computeIfAbsent(term.stem(), stem -> new Mentions()).add(stretch, term.said(), line);
            if (term.follows() && before != null) {
                mentions.computeIfAbsent(before.stem() + " " + term.stem(), stems -> new Mentions())
                        .add(stretch, before.said() + " " + term.said(), line);
            }
            before = term;
        }
    }

    private static List<Candidate> candidates(Map<String, Mentions> mentions, int stretches) {
        return mentions.entrySet().stream()
                .filter(entry -> entry.getValue().lines.size() >= FEWEST_LINES)
                .map(entry -> new Candidate(
                        entry.getValue().said(),
                        entry.getValue().weight(stretches) * (entry.getKey().contains(" ") ? PAIR : 1),
                        entry.getValue().lines))
                .sorted(Comparator.comparingDouble(Candidate::weight).reversed().thenComparing(Candidate::said))
                .limit(CANDIDATES)
                .toList();
    }

    private static List<Theme> merged(List<Candidate> candidates) {
        List<List<Candidate>> groups = new ArrayList<>();
        for (Candidate candidate : candidates) {
            groups.stream()
                    .filter(group -> isSame(group.get(0), candidate))
                    .findFirst()
                    .ifPresentOrElse(
                            group -> group.add(candidate), () -> groups.add(new ArrayList<>(List.of(candidate))));
        }
        return groups.stream().limit(MOST).map(Themes::theme).toList();
    }

    private static boolean isSame(Candidate first, Candidate other) {
        long shared = other.lines.stream().filter(first.lines::contains).count();
        return shared >= SAME * Math.min(first.lines.size(), other.lines.size());
    }

    private static Theme theme(List<Candidate> group) {
        List<String> words = new ArrayList<>();
        for (Candidate candidate : group) {
            boolean isSaid = words.stream().anyMatch(word -> word.contains(candidate.said));
            if (!isSaid && words.size() < WORDS_OF_A_THEME) {
                words.add(candidate.said);
            }
        }
        return new Theme(
                List.copyOf(words),
                group.get(0).lines.stream().limit(MOST_CITED).toList());
    }
}
