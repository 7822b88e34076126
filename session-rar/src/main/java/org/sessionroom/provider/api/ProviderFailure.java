package org.sessionroom.provider.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The provider did not do what was requested. Contains a reason from a closed list, and never a provider's text. */
public final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final Duration retryAfter;

    public ProviderFailure(Reason reason) {
        this(reason, Optional.empty());
    }

    public ProviderFailure(Reason reason, Optional<Duration> retryAfter) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
        this.retryAfter = retryAfter.orElse(null);
    }

    /** The delay that the provider asks for (RFC 9110 §10.2.3), if any. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Reason reason() {
        return reason;
    }
}
