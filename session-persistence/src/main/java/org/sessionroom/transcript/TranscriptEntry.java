package org.sessionroom.transcript;

import java.time.Instant;
import org.sessionroom.participant.ParticipantRole;

/** A part of one person's side of the conversation: an utterance or a gap. */
public sealed interface TranscriptEntry permits Utterance, Gap {

    ParticipantRole speaker();

    Instant from();

    /** Not before {@link #from()}. */
    Instant to();
}
