package org.sessionroom.provider.api;

/** Why something failed. A closed list, suitable for logs, health checks and metrics; a provider's own text is not. */
public enum Reason {
    /** No provider is configured. */
    OFF(Remedy.OPERATOR),
    /** The provider could not be reached. */
    UNREACHABLE(Remedy.TIME),
    /** The provider does not accept our key (401, 403). */
    REFUSED_LOGIN(Remedy.OPERATOR),
    /** The account at the provider has no quota left (402, {@code insufficient_quota}). */
    OUT_OF_QUOTA(Remedy.OPERATOR),
    /** Address, dialect, model or a setting is wrong for the provider (3xx, 404, {@code model_not_found}, a refused handshake). */
    MISCONFIGURED(Remedy.OPERATOR),
    /** The provider does not accept this request or piece of sound (other 4xx, an error event). */
    REFUSED_REQUEST(Remedy.OTHER_QUESTION),
    /** The model declines to answer, or a filter of the provider does ({@code refusal}, {@code content_filter}). */
    DECLINED(Remedy.OTHER_QUESTION),
    /** Request and answer are too long for the model (413, {@code context_length_exceeded}, {@code finish_reason} "length"). */
    CUT_SHORT(Remedy.OTHER_QUESTION),
    /** The provider, or our own pool of connections to it, has no capacity now (429, 503). */
    BUSY(Remedy.TIME),
    /** The provider failed (5xx). */
    FAILED(Remedy.TIME),
    /** No answer within the time limit. */
    TIMED_OUT(Remedy.TIME),
    /** The connection ended without a close frame (RFC 6455 close code 1006) or too early. */
    DROPPED(Remedy.TIME),
    /** The provider does not read what is sent, and the buffer is full; or our own periodic task does not run. */
    STALLED(Remedy.TIME),
    /** An answer beyond the maximum size. */
    TOO_LARGE(Remedy.OTHER_QUESTION),
    /** An answer that is not the expected JSON. */
    NOT_JSON(Remedy.OTHER_QUESTION),
    /** An answer in which no part is usable for the caller. */
    NOTHING_USABLE(Remedy.OTHER_QUESTION),
    /** Older than the buffer for sending again. */
    TOO_LONG_AGO(Remedy.TIME),
    /** The owner neither sent sound nor closed the stream for the length of the lease. */
    ABANDONED(Remedy.TIME),
    /** A result could not be delivered to its listener. */
    UNDELIVERED(Remedy.TIME);

    /** What may help. */
    public enum Remedy {
        /** It is temporary: the same request may succeed later. */
        TIME,
        /** The provider works, and the refusal concerns this request; the same will be refused again. */
        OTHER_QUESTION,
        /** It lasts until the operator has changed something, here or at the provider. */
        OPERATOR
    }

    private final Remedy remedy;

    Reason(Remedy remedy) {
        this.remedy = remedy;
    }

    public Remedy remedy() {
        return remedy;
    }
}
