package org.sessionroom.assistant;

import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.SessionId;

/** Somebody's microphone is listened to, or no longer. */
public record ListeningChanged(SessionId session, ParticipantId by, Listening listening) {}
