package org.sessionroom.provider.api;

import java.util.Objects;

/** The provider did not do what it was asked. Carries a reason of a closed list, and never what a provider wrote. */
public final class ProviderFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ProviderFailure(Reason reason) {
        super(reason.name());
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}
