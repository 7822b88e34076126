package org.sessionroom.assistant;

import java.time.Instant;
import org.sessionroom.participant.ParticipantRole;

/** A stretch of one person's side of the conversation: what was heard, or that nothing could be. */
public sealed interface TranscriptEntry permits Utterance, Gap {

    ParticipantRole speaker();

    Instant from();

    /** Not before {@link #from()}. */
    Instant to();
}
