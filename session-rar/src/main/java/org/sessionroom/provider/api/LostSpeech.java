package org.sessionroom.provider.api;

import java.time.Instant;
import java.util.UUID;

/** Speech that was not recognised and never will be. */
public record LostSpeech(UUID streamId, Instant from, Instant to, Reason reason) {}
