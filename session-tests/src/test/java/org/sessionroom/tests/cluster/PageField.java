package org.sessionroom.tests.cluster;

import static org.sessionroom.tests.driver.HttpVisitor.require;
import static org.sessionroom.tests.driver.RoomSocketClient.is;

import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.ConstellationJson;
import org.sessionroom.constellation.Figure;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.RoomSocketClient;

/**
 * A page's copy of the field, maintained as in {@code js/room/sync.js}: one change in progress at a time; number n + 1 is
 * applied only after n; after a gap it requests the missing changes.
 */
final class PageField {

    private final RoomSocketClient line;
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<Long, String> journal = new TreeMap<>();
    private Constellation field = Constellation.EMPTY;
    private boolean resuming;

    PageField(RoomSocketClient line) {
        this.line = line;
    }

    /** Requests the current state. */
    PageField resumed() {
        askForMissing();
        while (resuming) {
            hear();
        }
        return this;
    }

    /** Makes changes, each one after the acknowledgement of the one before. */
    void make(List<JsonObject> changes) {
        for (JsonObject change : changes) {
            UUID changeId = line.change(change);
            while (!acknowledged.contains(changeId.toString())) {
                JsonObject heard = hear();
                // A snapshot does not state which changes it contains.
                if (is("refused").or(is("snapshot")).test(heard)) {
                    line.send(Changes.frame(changeId, change));
                }
            }
        }
    }

    /** Receives until this many changes are applied. */
    void follow(long seq) {
        while (field.seq() < seq) {
            hear();
        }
    }

    private JsonObject hear() {
        JsonObject frame =
                line.await(is("changed").or(is("changes")).or(is("snapshot")).or(is("refused")));
        switch (frame.getString("type")) {
            case "snapshot" -> {
                field = fieldOf(frame);
                resuming = false;
            }
            case "changes" -> {
                resuming = false;
                frame.getJsonArray("changes").getValuesAs(JsonObject.class).forEach(this::take);
            }
            case "changed" -> take(frame);
            default -> require(frame.getString("code").equals("TOO_FAST"), frame.toString());
        }
        return frame;
    }

    private void take(JsonObject changed) {
        long seq = changed.getJsonNumber("seq").longValue();
        if (seq > field.seq() + 1) {
            if (!resuming) {
                askForMissing();
            }
            return;
        }
        acknowledged.add(changed.getString("changeId"));
        if (seq == field.seq() + 1) {
            field = field.after(ConstellationJson.readChange(changed.getJsonObject("change")));
            journal.put(seq, changed.getString("changeId"));
        }
    }

    private void askForMissing() {
        resuming = true;
        line.resume(field.seq());
    }

    /** The field in a snapshot, or in an answer of the API. */
    static Constellation fieldOf(JsonObject shown) {
        return Constellation.of(
                shown.getJsonNumber("seq").longValue(),
                shown.getJsonArray("figures").getValuesAs(JsonObject.class).stream()
                        .map(ConstellationJson::readFigure)
                        .toList());
    }

    long seq() {
        return field.seq();
    }

    Collection<Figure> figures() {
        return List.copyOf(field.figures());
    }

    /** The changes that were applied one by one, by their number. */
    Map<Long, String> journal() {
        return journal;
    }
}
