package org.sessionroom.provider.api;

/** Asks a language model. Keeps nothing between two questions. */
public interface AssistantConnection extends AutoCloseable {

    /**
     * Asks, and waits for the answer, at most 120 seconds.
     *
     * @return an answer that is JSON; whether it fits the schema the caller has to look at, since not every provider does
     * @throws ProviderFailure UNREACHABLE, REFUSED_LOGIN, OUT_OF_QUOTA, MISCONFIGURED, REFUSED_REQUEST, DECLINED, CUT_SHORT,
     *     BUSY, FAILED, TIMED_OUT, DROPPED, TOO_LARGE or NOT_JSON; {@link Reason#remedy()} says what may help
     */
    Completion complete(CompletionRequest request) throws ProviderFailure;

    /** Of the last answer nothing could be used; counts for the provider's health. */
    void useless();

    @Override
    void close();
}
