package org.sessionroom.transcript;

import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.SessionId;

/** The transcription of a person's microphone changed its state. */
public record ListeningChanged(SessionId session, ParticipantId by, Listening listening) {}
