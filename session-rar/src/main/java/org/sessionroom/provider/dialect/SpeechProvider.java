package org.sessionroom.provider.dialect;

import org.sessionroom.provider.stream.ProviderConversation;

/** Opens conversations with a speech recognition provider in its dialect. */
public final class SpeechProvider implements ProviderConversation.Opener {

    private final Dialect dialect;
    private final ProviderEndpoint provider;
    private final String model;

    /**
     * @param model the model for recognition, if the provider has several
     * @throws IllegalArgumentException without a dialect
     */
    public SpeechProvider(Dialect dialect, ProviderEndpoint provider, String model) {
        if (dialect == Dialect.NONE) {
            throw new IllegalArgumentException("no dialect");
        }
        this.dialect = dialect;
        this.provider = provider;
        this.model = model;
    }

    @Override
    public ProviderConversation open(String language, ProviderConversation.Events events) {
        return switch (dialect) {
            case VOSK -> SocketConversation.open(new VoskDialect(), provider, events);
            case REALTIME -> SocketConversation.open(new RealtimeDialect(model, language), provider, events);
            case HTTP -> HttpConversation.open(provider, model, language, events);
            case NONE -> throw new IllegalStateException("no dialect");
        };
    }
}
