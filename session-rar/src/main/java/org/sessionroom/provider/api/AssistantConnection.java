package org.sessionroom.provider.api;

/** Asks a language model. Keeps nothing between two questions. */
public interface AssistantConnection extends AutoCloseable {

    /**
     * Asks, and waits for the answer, at most 120 seconds.
     *
     * @return an answer that is JSON; whether it fits the schema the caller has to look at, since not every provider does
     * @throws ProviderFailure UNREACHABLE, REFUSED_LOGIN, REFUSED_REQUEST, BUSY, FAILED, TIMED_OUT, DROPPED, TOO_LARGE or
     *     NOT_JSON
     */
    Completion complete(CompletionRequest request) throws ProviderFailure;

    @Override
    void close();
}
