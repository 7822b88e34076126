package org.sessionroom.provider.api;

/** Why something did not come about. A closed list, fit for logs, health and metrics; what a provider itself wrote is not. */
public enum Reason {
    /** No provider is configured. */
    OFF(Remedy.OPERATOR),
    /** No connection to the provider came about. */
    UNREACHABLE(Remedy.TIME),
    /** The provider does not accept our key (401, 403). Trying again changes nothing. */
    REFUSED_LOGIN(Remedy.OPERATOR),
    /** The account at the provider has nothing left (402, {@code insufficient_quota}). */
    OUT_OF_QUOTA(Remedy.OPERATOR),
    /** Address, dialect, model or a setting is not the provider's (3xx, 404, {@code model_not_found}, a refused opening). */
    MISCONFIGURED(Remedy.OPERATOR),
    /** The provider does not accept this one question or piece of sound (other 4xx, an error event). */
    REFUSED_REQUEST(Remedy.OTHER_QUESTION),
    /** The model declines to answer, or a filter of the provider does ({@code refusal}, {@code content_filter}). */
    DECLINED(Remedy.OTHER_QUESTION),
    /** Question and answer are more than fits (413, {@code context_length_exceeded}, {@code finish_reason} "length"). */
    CUT_SHORT(Remedy.OTHER_QUESTION),
    /** The provider, or our own pool of connections to it, has no room now (429, 503). */
    BUSY(Remedy.TIME),
    /** The provider failed (5xx). */
    FAILED(Remedy.TIME),
    /** No answer within the time it may take. */
    TIMED_OUT(Remedy.TIME),
    /** The connection ended without a word (RFC 6455 close code 1006) or before its time. */
    DROPPED(Remedy.TIME),
    /** The provider does not take what is sent, and what waits has reached its bound; or our own periodic work stands still. */
    STALLED(Remedy.TIME),
    /** An answer beyond the size that is read. */
    TOO_LARGE(Remedy.OTHER_QUESTION),
    /** An answer that is not the JSON it should be. */
    NOT_JSON(Remedy.OTHER_QUESTION),
    /** An answer of which whoever asked can use nothing. */
    NOTHING_USABLE(Remedy.OTHER_QUESTION),
    /** Spoken longer ago than is kept to be sent again. */
    TOO_LONG_AGO(Remedy.TIME),
    /** The owner neither spoke nor closed for the length of the lease. */
    ABANDONED(Remedy.TIME),
    /** What was heard could not be handed over to its listener. */
    UNDELIVERED(Remedy.TIME);

    /** What may help. */
    public enum Remedy {
        /** It passes: the same may be asked again later. */
        TIME,
        /** The provider is well, and this is about what it was asked; the same will be refused again. */
        OTHER_QUESTION,
        /** It stays so until whoever runs the installation has changed something, here or at the provider. */
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
