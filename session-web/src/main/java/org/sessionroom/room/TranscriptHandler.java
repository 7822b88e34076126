package org.sessionroom.room;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.sessionroom.permission.Action;
import org.sessionroom.session.SessionId;
import org.sessionroom.transcript.ListeningChanged;
import org.sessionroom.transcript.TranscriptLine;
import org.sessionroom.transcript.TranscriptService;

/** Sends missed transcript lines and the transcription states to a browser that reconnects. */
@ApplicationScoped
public class TranscriptHandler {

    /** Maximum transcript lines in one answer. */
    private static final int MOST = 200;

    /** Maximum characters in one answer, so that together with a whole field it fits into the {@link SendQueue}. */
    private static final int LARGEST = 200_000;

    @EJB
    private TranscriptService transcriptService;

    /**
     * Sends the transcript lines that changed after the last one that the page knows, if the person may see them.
     *
     * @param known its number; 0 if it knows none
     */
    void resume(long known, RoomConnection from, LiveRoom room) {
        SessionId session = from.seat().session();
        room.listening()
                .forEach(
                        (by, state) -> from.send(TranscriptFrames.listening(new ListeningChanged(session, by, state))));
        if (!room.state().allows(Action.READ_TRANSCRIPT, from.person())) {
            return;
        }
        List<TranscriptLine> missed = transcriptService.read(from.person(), session, known, MOST);
        if (!missed.isEmpty()) {
            int fitting = fitting(missed);
            from.send(TranscriptFrames.lines(missed.subList(0, fitting), fitting < missed.size() || fitting == MOST));
        }
    }

    private static int fitting(List<TranscriptLine> lines) {
        int count = 0;
        int size = 0;
        while (count < lines.size() && size <= LARGEST) {
            TranscriptLine line = lines.get(count++);
            size += line.text().map(String::length).orElse(0)
                    + line.heard().map(String::length).orElse(0);
        }
        return count;
    }
}
