package org.sessionroom.provider.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.sessionroom.provider.api.SpeechSpec;

/** The parameters of a requested stream. */
record SpeechRequest(SpeechSpec spec) implements ConnectionRequestInfo {}
