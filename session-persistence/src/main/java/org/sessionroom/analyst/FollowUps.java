package org.sessionroom.analyst;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.WordPattern;
import org.sessionroom.transcript.Words;
import org.sessionroom.transcript.Words.Word;

/** Finds topics to take up again: questions without an answer, and intentions. */
final class FollowUps {

    static final int MOST = 10;

    private static final List<WordPattern> PLANS =
            SpokenTerms.lines("follow-ups.txt").stream().map(WordPattern::of).toList();

    private static final List<WordPattern> QUESTIONS =
            SpokenTerms.lines("questions.txt").stream().map(WordPattern::of).toList();

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);
    private static final int SHORT_ANSWER = 3;

    private FollowUps() {}

    /** The lines, in the order in which they were spoken. */
    static List<Utterance> of(List<Utterance> utterances) {
        List<Utterance> found = new ArrayList<>();
        for (int i = 0; i < utterances.size(); i++) {
            Utterance said = utterances.get(i);
            boolean open = said.speaker() == ParticipantRole.THERAPIST
                    && isQuestion(said)
                    && !isAnswered(said, utterances.subList(i + 1, utterances.size()));
            if (open || isPlan(said)) {
                found.add(said);
            }
        }
        return List.copyOf(found.subList(Math.max(0, found.size() - MOST), found.size()));
    }

    /** Whether it ends with a question mark or begins like a question. */
    static boolean isQuestion(Utterance said) {
        List<Word> words = Words.in(said.text());
        return said.text().strip().endsWith("?")
                || QUESTIONS.stream().anyMatch(asking -> asking.match(words, 0).isPresent());
    }

    private static boolean isAnswered(Utterance question, List<Utterance> after) {
        int words = 0;
        for (Utterance next : after) {
            if (next.from().isAfter(question.to().plus(ANSWERED_WITHIN)) || next.speaker() == question.speaker()) {
                break;
            }
            words += Words.in(next.text()).size();
        }
        return words > SHORT_ANSWER;
    }

    private static boolean isPlan(Utterance said) {
        List<Word> words = Words.in(said.text());
        return IntStream.range(0, words.size()).anyMatch(first -> PLANS.stream()
                .anyMatch(plan -> plan.match(words, first).isPresent()));
    }
}
