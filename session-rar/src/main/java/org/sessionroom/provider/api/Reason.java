package org.sessionroom.provider.api;

/** Why something did not come about. A closed list, fit for logs, health and metrics; what a provider itself wrote is not. */
public enum Reason {
    /** No provider is configured. */
    OFF,
    /** No connection to the provider came about. */
    UNREACHABLE,
    /** The provider does not accept our key (401, 403). Trying again changes nothing. */
    REFUSED_LOGIN,
    /** The provider does not accept what it was asked (other 4xx, an error event). */
    REFUSED_REQUEST,
    /** The provider, or our own pool of connections to it, has no room now (429, 503). */
    BUSY,
    /** The provider failed (5xx). */
    FAILED,
    /** No answer within the time it may take. */
    TIMED_OUT,
    /** The connection ended without a word (RFC 6455 close code 1006) or before its time. */
    DROPPED,
    /** The provider does not take what is sent, and what waits has reached its bound. */
    STALLED,
    /** An answer beyond the size that is read. */
    TOO_LARGE,
    /** An answer that is not the JSON it should be. */
    NOT_JSON,
    /** Spoken longer ago than is kept to be sent again. */
    TOO_LONG_AGO,
    /** The owner neither spoke nor closed for the length of the lease. */
    ABANDONED,
    /** What was heard could not be handed over to its listener. */
    UNDELIVERED
}
