package org.sessionroom.room;

import jakarta.json.JsonArrayBuilder;
import java.util.List;
import org.sessionroom.json.StrictJson;
import org.sessionroom.transcript.ListeningChanged;
import org.sessionroom.transcript.PartialHeard;
import org.sessionroom.transcript.TranscriptJson;
import org.sessionroom.transcript.TranscriptLine;

/** The frames of the transcript. */
final class TranscriptFrames {

    private TranscriptFrames() {}

    static String line(TranscriptLine line) {
        return RoomFrames.frame("line")
                .addAll(TranscriptJson.write(line))
                .build()
                .toString();
    }

    /** @param more whether there may be more after the last of these */
    static String lines(List<TranscriptLine> missed, boolean more) {
        JsonArrayBuilder lines = StrictJson.JSON.createArrayBuilder();
        missed.forEach(line -> lines.add(TranscriptJson.write(line)));
        return RoomFrames.frame("lines")
                .add("lines", lines)
                .add("more", more)
                .build()
                .toString();
    }

    static String insights() {
        return RoomFrames.frame("insights").build().toString();
    }

    static String partial(PartialHeard partial) {
        return RoomFrames.frame("partial")
                .add("by", partial.by().toString())
                .add("from", partial.from().toString())
                .add("text", partial.text())
                .build()
                .toString();
    }

    static String listening(ListeningChanged changed) {
        return RoomFrames.frame("listening")
                .add("by", changed.by().toString())
                .add("state", changed.listening().name())
                .build()
                .toString();
    }
}
