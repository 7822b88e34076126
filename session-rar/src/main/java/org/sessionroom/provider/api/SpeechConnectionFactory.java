package org.sessionroom.provider.api;

import jakarta.resource.Referenceable;
import java.io.Serializable;

/** Opens streams to the provider of speech recognition; in JNDI under {@value #JNDI}. */
public interface SpeechConnectionFactory extends ProviderFactory, Serializable, Referenceable {

    /** Its name in the container. */
    String JNDI = "java:/eis/SessionRoomSpeech";

    /**
     * Opens a stream without blocking; a {@link SpeechResult.StateChanged} reports whether the provider answers.
     *
     * @throws ProviderFailure OFF without a provider, MISCONFIGURED with a wrong configuration, BUSY if as many streams are
     *     open as the pool allows; for a minute after a permanent refusal of the provider ({@link Reason.Remedy#OPERATOR}), its reason
     */
    SpeechConnection getConnection(SpeechSpec spec) throws ProviderFailure;
}
