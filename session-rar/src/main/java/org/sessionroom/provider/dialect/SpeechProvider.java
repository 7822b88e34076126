package org.sessionroom.provider.dialect;

import org.sessionroom.provider.stream.Line;

/** Opens lines to a provider of speech recognition in its dialect. */
public final class SpeechProvider implements Line.Opener {

    private final Dialect dialect;
    private final Provider provider;

    /** @throws IllegalArgumentException without a dialect */
    public SpeechProvider(Dialect dialect, Provider provider) {
        if (dialect == Dialect.NONE) {
            throw new IllegalArgumentException("no dialect");
        }
        this.dialect = dialect;
        this.provider = provider;
    }

    @Override
    public Line open(String language, Line.Events events) {
        return SocketLine.open(new VoskDialect(), provider, provider.address(), events);
    }
}
