package org.sessionroom.assistant;

import org.sessionroom.session.SessionId;

/** A line of a transcript is new, or other than before. Fired inside the transaction; tell people only after its commit. */
public record TranscriptLineChanged(SessionId session, TranscriptLine line) {}
