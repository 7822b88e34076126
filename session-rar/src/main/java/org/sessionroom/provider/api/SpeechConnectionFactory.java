package org.sessionroom.provider.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/** Opens streams to the provider of speech recognition; in JNDI under {@value #JNDI}. */
public interface SpeechConnectionFactory extends ProviderFactory, Serializable, Referenceable {

    /** Where the container keeps it. */
    String JNDI = "java:/eis/SessionRoomSpeech";

    /**
     * Opens a stream and returns at once; whether the provider answers is said by {@link StreamNotice}s.
     *
     * @throws ProviderFailure OFF without a provider, MISCONFIGURED with a wrong configuration, BUSY when as many streams are
     *     open as the pool allows; for a minute after the provider refused for good ({@link Reason.Remedy#OPERATOR}), that reason
     */
    SpeechConnection getConnection(SpeechSpec spec) throws ProviderFailure;
}
