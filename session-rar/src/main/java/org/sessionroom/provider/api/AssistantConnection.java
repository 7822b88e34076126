package org.sessionroom.provider.api;

/** Sends requests to a language model. Stateless between two requests. */
public interface AssistantConnection extends AutoCloseable {

    /**
     * Sends a request, and waits for the answer, at most 120 seconds.
     *
     * @return an answer that is JSON; the caller must check it against the schema, because not every provider does
     * @throws ProviderFailure UNREACHABLE, REFUSED_LOGIN, OUT_OF_QUOTA, MISCONFIGURED, REFUSED_REQUEST, DECLINED, CUT_SHORT,
     *     BUSY, FAILED, TIMED_OUT, DROPPED, TOO_LARGE or NOT_JSON; {@link Reason#remedy()} says what may help
     */
    Completion complete(CompletionRequest request) throws ProviderFailure;

    /** Reports that no part of the last answer was usable; this affects the provider's health. */
    void useless();

    @Override
    void close();
}
