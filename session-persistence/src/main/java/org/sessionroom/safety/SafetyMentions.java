package org.sessionroom.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.sessionroom.safety.SafetyMention.Subject;
import org.sessionroom.safety.SafetyMention.Tense;
import org.sessionroom.safety.SafetyPhrases.Kind;
import org.sessionroom.safety.SafetyPhrases.Stretch;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;
import org.sessionroom.transcript.Words;
import org.sessionroom.transcript.Words.Word;

/**
 * Finds words that a therapist may want to look at again: by lists of phrases that anybody can read, deterministically, and
 * independent of any model. Finding nothing proves nothing: people use words of their own for these topics.
 */
public final class SafetyMentions {

    /** How many words before a mention are searched for its subject, its time and a negation. */
    private static final int BEFORE = 5;

    private static final Map<String, SafetyPhrases> LANGUAGES =
            Map.of("pt", SafetyPhrases.of("pt"), "en", SafetyPhrases.of("en"));

    private SafetyMentions() {}

    /** In the order in which they are spoken. An utterance in a language without a list is searched with both lists. */
    public static List<SafetyMention> in(Utterance said) {
        List<Word> words = Words.in(said.text());
        SafetyPhrases own = LANGUAGES.get(Locale.forLanguageTag(said.language()).getLanguage());
        List<SafetyPhrases> lists = own == null ? List.of(LANGUAGES.get("pt"), LANGUAGES.get("en")) : List.of(own);
        return lists.stream()
                .flatMap(phrases -> Looking.of(said.id(), words, phrases).mentions().stream())
                .sorted(Comparator.comparingInt(SafetyMention::start).thenComparing(SafetyMention::category))
                .toList();
    }

    private record Hit(SafetyCategory category, Stretch stretch) {}

    /** @param found the occurrences of each kind, found once: an utterance may have hundreds of mentions */
    private record Looking(UtteranceId id, List<Word> words, Map<Kind, List<Stretch>> found) {

        static Looking of(UtteranceId id, List<Word> words, SafetyPhrases phrases) {
            Map<Kind, List<Stretch>> found = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                found.put(kind, phrases.find(kind, words));
            }
            return new Looking(id, words, found);
        }

        List<SafetyMention> mentions() {
            List<Stretch> ordinary = found.get(Kind.ORDINARY);
            List<Hit> hits = new ArrayList<>();
            for (SafetyCategory category : SafetyCategory.values()) {
                found.get(Kind.valueOf(category.name())).stream()
                        .filter(stretch -> ordinary.stream().noneMatch(stretch::overlaps))
                        .forEach(stretch -> hits.add(new Hit(category, stretch)));
            }
            return hits.stream()
                    .filter(hit -> hits.stream().noneMatch(other -> says(other, hit)))
                    .map(this::mention)
                    .toList();
        }

        /** Whether another hit covers this one and says more: "ameaçou me matar" is not "me matar". */
        private static boolean says(Hit other, Hit hit) {
            boolean longer = other.stretch.length() > hit.stretch.length();
            boolean same = other.category == hit.category && other.stretch.first() < hit.stretch.first();
            return other.stretch.covers(hit.stretch) && longer || same && other.stretch.overlaps(hit.stretch);
        }

        private SafetyMention mention(Hit hit) {
            Stretch quote = hit.stretch;
            return new SafetyMention(
                    id,
                    hit.category,
                    words.get(quote.first()).start(),
                    words.get(quote.end() - 1).end(),
                    subject(quote),
                    tense(quote),
                    isNegated(quote));
        }

        private Subject subject(Stretch quote) {
            return told(quote, Kind.SELF, Kind.OTHER, Subject.FIRST_PERSON, Subject.OTHER, Subject.UNKNOWN);
        }

        private Tense tense(Stretch quote) {
            return told(quote, Kind.PAST, Kind.PRESENT, Tense.PAST, Tense.PRESENT, Tense.UNKNOWN);
        }

        /** What the words themselves show, or else the nearest words before them. */
        private <T> T told(Stretch quote, Kind one, Kind other, T ifOne, T ifOther, T ifNeither) {
            OptionalInt inside = last(one, quote);
            if (inside.isPresent() || last(other, quote).isPresent()) {
                return inside.isPresent() ? ifOne : ifOther;
            }
            int nearestOne = last(one, before(quote)).orElse(-1);
            int nearestOther = last(other, before(quote)).orElse(-1);
            if (nearestOne == nearestOther) {
                return ifNeither;
            }
            return nearestOne > nearestOther ? ifOne : ifOther;
        }

        private boolean isNegated(Stretch quote) {
            OptionalInt denial = last(Kind.NOT, before(quote));
            return denial.isPresent()
                    && words.subList(denial.getAsInt(), quote.first()).stream().noneMatch(Word::closes);
        }

        private static Stretch before(Stretch quote) {
            return new Stretch(Math.max(0, quote.first() - BEFORE), quote.first());
        }

        private OptionalInt last(Kind kind, Stretch within) {
            return found.get(kind).stream()
                    .filter(within::covers)
                    .mapToInt(Stretch::first)
                    .max();
        }
    }
}
