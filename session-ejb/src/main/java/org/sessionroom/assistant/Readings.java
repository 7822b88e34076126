package org.sessionroom.assistant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in the words of utterances, read once on each node as long as it is remembered; kept by a number of the words, and
 * never with the words.
 */
@ApplicationScoped
public class Readings {

    private static final int MOST = 50_000;

    private final SentimentModel model = SentimentModel.shipped();
    private final Map<Key, Reading> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Reading> eldest) {
            return size() > MOST;
        }
    });

    Reading of(Utterance utterance) {
        return known.computeIfAbsent(
                new Key(utterance.id(), utterance.text().hashCode()),
                key -> new Reading(model.read(utterance), SafetyMentions.in(utterance)));
    }

    /** What is in the words of one utterance. */
    record Reading(Sentiment sentiment, List<SafetyMention> mentions) {}

    private record Key(UtteranceId id, int words) {}
}
