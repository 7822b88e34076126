package org.sessionroom.analyst;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.sessionroom.RecentMap;
import org.sessionroom.safety.SafetyMention;
import org.sessionroom.safety.SafetyMentions;
import org.sessionroom.sentiment.Sentiment;
import org.sessionroom.sentiment.SentimentModel;
import org.sessionroom.transcript.Utterance;
import org.sessionroom.transcript.UtteranceId;

/**
 * Caches the analysis of single utterances on each node. The key contains a hash of the words, never the
 * words.
 */
@ApplicationScoped
public class Readings {

    private static final int MOST = 50_000;

    private final SentimentModel model = SentimentModel.shipped();
    private final Map<Key, Reading> known = RecentMap.synchronised(MOST);

    /** Analysed without the map's lock, which all therapists share: two of them may compute the same once each. */
    public Reading of(Utterance utterance) {
        Key key = new Key(utterance.id(), utterance.text().hashCode());
        Reading reading = known.get(key);
        if (reading == null) {
            reading = new Reading(model.read(utterance), SafetyMentions.in(utterance));
            known.put(key, reading);
        }
        return reading;
    }

    /** The analysis of one utterance. */
    public record Reading(Sentiment sentiment, List<SafetyMention> mentions) {}

    private record Key(UtteranceId id, int words) {}
}
