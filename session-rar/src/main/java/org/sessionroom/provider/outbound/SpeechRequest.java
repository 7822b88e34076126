package org.sessionroom.provider.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.sessionroom.provider.api.SpeechSpec;

/** What a stream is asked for with. */
record SpeechRequest(SpeechSpec spec) implements ConnectionRequestInfo {}
