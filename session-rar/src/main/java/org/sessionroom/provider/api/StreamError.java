package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.UUID;

/** An error after which the stream continues; no speech is lost by it unless a {@link LostSpeech} reports so. */
public record StreamError(UUID streamId, Reason reason, Instant at) {}
