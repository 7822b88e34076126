package org.sessionroom.analyst;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.insight.AcceptedInsights;
import org.sessionroom.insight.InsightRoundEntity;
import org.sessionroom.insight.RoundState;
import org.sessionroom.measures.FieldMeasures;
import org.sessionroom.measures.TalkMeasures;
import org.sessionroom.outbox.Progress;
import org.sessionroom.safety.SafetyMention;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentArc;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

/**
 * The assistant's analysis of a session up to now.
 *
 * @param clients how many people have had the client's seat; what is counted by role is of all of them
 * @param talk computed from timestamps only
 * @param field computed from the journal only
 * @param reading the analysis of the words; empty without the consent of both
 * @param rounds the rounds to show: the latest draft of each form, and of the insights during the session the latest that
 *     was answered and the latest that was requested; newest first
 */
public record Analysis(
        int clients, TalkMeasures talk, FieldMeasures field, Optional<Reading> reading, List<Round> rounds) {

    /**
     * The analysis of the words.
     *
     * @param sentiments the tone of each utterance
     * @param mentions in the order in which they were spoken
     */
    public record Reading(Map<UtteranceId, Sentiment> sentiments, SentimentArc arc, List<Mention> mentions) {}

    /**
     * A request to the assistant, its state and its answer.
     *
     * @param progress of a draft that is still being requested
     */
    public record Round(
            InsightRoundEntity asked,
            RoundState state,
            Optional<AcceptedInsights> answer,
            Optional<Progress> progress) {}

    /**
     * A mention with its utterance.
     *
     * @param said the utterance that contains it
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
