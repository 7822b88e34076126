package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.UUID;

/** Something went wrong that the stream outlives; nothing that was said is lost by it unless a {@link LostSpeech} says so. */
public record StreamError(UUID streamId, Reason reason, Instant at) {}
