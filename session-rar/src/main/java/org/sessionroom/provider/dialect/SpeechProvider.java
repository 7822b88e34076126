package org.sessionroom.provider.dialect;

import org.sessionroom.provider.stream.Line;

/** Opens lines to a provider of speech recognition in its dialect. */
public final class SpeechProvider implements Line.Opener {

    private final Dialect dialect;
    private final Provider provider;
    private final String model;

    /**
     * @param model which shall listen, where the provider has several
     * @throws IllegalArgumentException without a dialect
     */
    public SpeechProvider(Dialect dialect, Provider provider, String model) {
        if (dialect == Dialect.NONE) {
            throw new IllegalArgumentException("no dialect");
        }
        this.dialect = dialect;
        this.provider = provider;
        this.model = model;
    }

    @Override
    public Line open(String language, Line.Events events) {
        return switch (dialect) {
            case VOSK -> SocketLine.open(new VoskDialect(), provider, events);
            case REALTIME -> SocketLine.open(new RealtimeDialect(model, language), provider, events);
            case HTTP -> HttpLine.open(provider, model, language, events);
            case NONE -> throw new IllegalStateException("no dialect");
        };
    }
}
