package org.sessionroom.sentiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sessionroom.sentiment.SentimentWords.Found;
import org.sessionroom.sentiment.SentimentWords.Role;
import org.sessionroom.transcript.Words.Word;

/**
 * Features of a sentence from its words in context: negations, intensity, and turns ("but").
 *
 * @param valences of the words and phrases with a tone, in order, after all modifications
 * @param turn how many of them precede the last turn ("but"), 0 without one
 * @param denied for each word, whether it is negated
 */
record SentimentClues(List<Double> valences, int turn, boolean[] denied) {

    /** Factor for a negated pleasant word: "não estou feliz" is unpleasant. */
    private static final double PLEASANT_DENIED = -0.7;

    /** Factor for a negated unpleasant word: "não estou triste" is not yet happy. */
    private static final double UNPLEASANT_DENIED = -0.15;

    /** Factor for something unpleasant that has ended: "já não dói" is good news. */
    private static final double UNPLEASANT_OVER = -0.8;

    /** "Menos medo", "pouco feliz". */
    private static final double PLEASANT_LESS = -0.6;

    private static final double UNPLEASANT_LESS = -0.5;

    /** Something pleasant that is only wished for: "queria estar feliz". */
    private static final double PLEASANT_WISHED = -0.4;

    /** Words that cancel a negation around them: "nunca me senti tão bem". */
    private static final Set<String> LIFTING = Set.of("tao", "so", "such");

    private static final Set<String> NEVER = Set.of("nunca", "jamais", "never");

    /** Words that, with a negation, mean that something has ended. */
    private static final Set<String> NO_LONGER = Set.of("mais", "ja", "anymore", "longer");

    /** "Gosto não": a negation at the end applies backwards. */
    private static final Set<String> BACKWARDS = Set.of("nao");

    /** Reported speech: in "disse que não" the negation does not apply to what precedes it. */
    private static final Set<String> REPORTED = Set.of("que");

    /** "Já não dói": these words precede the negation. */
    private static final Set<String> ALREADY = Set.of("ja");

    private static final int NOWHERE = -1;
    private static final int REACH_BACK = 3;
    private static final int DEGREE_REACH = 2;

    static SentimentClues of(List<Word> words, SentimentWords lexicon) {
        return new Reading(words, lexicon).clues();
    }

    private static final class Reading {

        private final List<Word> words;
        private final SentimentWords lexicon;
        private final List<Double> valences = new ArrayList<>();
        private final boolean[] denied;
        private int turn;

        private int denialEnds = NOWHERE;
        private boolean never;
        private boolean noLonger;
        private double degree = 1;
        private int degreeEnds = NOWHERE;
        private boolean less;
        private boolean wish;

        Reading(List<Word> words, SentimentWords lexicon) {
            this.words = words;
            this.lexicon = lexicon;
            this.denied = new boolean[words.size()];
        }

        SentimentClues clues() {
            int first = 0;
            while (first < words.size()) {
                Optional<Found> found = lexicon.at(words, first);
                int last = first + found.map(Found::words).orElse(1) - 1;
                Arrays.fill(denied, first, last + 1, first <= denialEnds);
                String word = words.get(first).folded();
                noLonger |= NO_LONGER.contains(word) && (first <= denialEnds || ALREADY.contains(word));
                if (never && LIFTING.contains(word)) {
                    denialEnds = NOWHERE;
                }
                found.ifPresent(entry -> take(entry.role(), last));
                if (words.get(last).closes()) {
                    beginNewThought();
                }
                first = last + 1;
            }
            return new SentimentClues(List.copyOf(valences), turn, denied);
        }

        private void take(Role role, int last) {
            if (role instanceof Role.Denial denial) {
                deny(denial, last);
            } else if (role instanceof Role.Degree stronger) {
                degree = last <= degreeEnds ? degree * stronger.factor() : stronger.factor();
                degreeEnds = last + DEGREE_REACH;
                // "Não estou assim tão bem": a word of degree does not shorten the reach of a negation.
                denialEnds += last <= denialEnds ? 1 : 0;
            } else if (role instanceof Role.Valence valence) {
                valences.add(weighed(valence.value(), last));
            } else if (role == Role.Other.BUT) {
                beginNewThought();
                turn = valences.size();
            } else if (role == Role.Other.BREAK) {
                beginNewThought();
            } else if (role == Role.Other.LESS) {
                less = true;
                degreeEnds = last + DEGREE_REACH;
            } else if (role == Role.Other.WISH) {
                wish = true;
            }
        }

        private void deny(Role.Denial denial, int last) {
            String word = words.get(last).folded();
            boolean closing = last > 0 && last == words.size() - 1 && BACKWARDS.contains(word);
            if (closing && last > denialEnds && saidJustBefore(last)) {
                int latest = valences.size() - 1;
                valences.set(latest, denied(valences.get(latest)));
            } else {
                never = NEVER.contains(word);
                denialEnds = last + denial.reach();
            }
        }

        private boolean saidJustBefore(int last) {
            for (int i = last - 1; i >= Math.max(0, last - REACH_BACK); i--) {
                if (REPORTED.contains(words.get(i).folded())) {
                    return false;
                }
                if (lexicon.at(words, i)
                        .filter(found -> found.role() instanceof Role.Valence)
                        .isPresent()) {
                    return !valences.isEmpty();
                }
            }
            return false;
        }

        private double weighed(double value, int last) {
            boolean measured = last <= degreeEnds;
            double weighed = measured ? value * degree : value;
            if (last <= denialEnds) {
                weighed = noLonger || isOverAfter(last) ? ended(weighed) : denied(weighed);
            } else if (less && measured) {
                weighed *= value > 0 ? PLEASANT_LESS : UNPLEASANT_LESS;
            } else if (wish && value > 0) {
                weighed *= PLEASANT_WISHED;
            }
            forgetDegree();
            return weighed;
        }

        /** "Não dói mais": the word that means an end may follow. */
        private boolean isOverAfter(int last) {
            return last + 1 < words.size()
                    && NO_LONGER.contains(words.get(last + 1).folded());
        }

        private static double denied(double value) {
            return value * (value > 0 ? PLEASANT_DENIED : UNPLEASANT_DENIED);
        }

        private static double ended(double value) {
            return value * (value > 0 ? PLEASANT_DENIED : UNPLEASANT_OVER);
        }

        private void beginNewThought() {
            denialEnds = NOWHERE;
            never = false;
            noLonger = false;
            wish = false;
            forgetDegree();
        }

        private void forgetDegree() {
            degree = 1;
            degreeEnds = NOWHERE;
            less = false;
        }
    }
}
