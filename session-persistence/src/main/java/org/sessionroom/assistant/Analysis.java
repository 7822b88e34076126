package org.sessionroom.assistant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.outbox.Progress;

/**
 * What the assistant makes of a session up to now.
 *
 * @param talk from the clock alone
 * @param field from the journal alone
 * @param reading what was read in the words; nothing without the consent of both
 * @param rounds askings of the assistant that count: the latest drafts of each form, and of what stands out the latest that
 *     was answered and the latest that was asked; newest first
 */
public record Analysis(TalkMeasures talk, FieldMeasures field, Optional<Reading> reading, List<Round> rounds) {

    /**
     * What was read in the words.
     *
     * @param sentiments how each utterance sounds
     * @param mentions in the order in which they were said
     */
    public record Reading(Map<UtteranceId, Sentiment> sentiments, SentimentArc arc, List<Mention> mentions) {}

    /**
     * An asking of the assistant, how far it has come, and what was answered.
     *
     * @param progress of a draft that is still asked for
     */
    public record Round(
            InsightRoundEntity asked,
            RoundState state,
            Optional<AcceptedInsights> answer,
            Optional<Progress> progress) {}

    /**
     * A mention in its place.
     *
     * @param said the utterance it stands in
     * @param reviewed whether the therapist has seen it
     */
    public record Mention(SafetyMention mention, Utterance said, boolean reviewed) {

        /** Does not show what was said. */
        @Override
        public String toString() {
            return "Mention[" + mention.utterance() + ", " + mention.category() + "]";
        }
    }
}
