package org.sessionroom.session;

import jakarta.ejb.ApplicationException;
import java.util.Optional;

/**
 * What was asked for is refused and nothing has changed. Carries a {@link Rejection}, never a sentence, and never content:
 * it may end up in a log.
 */
@ApplicationException(rollback = true)
public class SessionRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;
    private final FieldFault fault;

    /** @throws IllegalArgumentException for INVALID, which says nothing to anybody: see {@link #invalid} */
    public SessionRejected(Rejection rejection) {
        this(rejection, null);
        if (rejection == Rejection.INVALID) {
            throw new IllegalArgumentException("which field, and why?");
        }
    }

    private SessionRejected(Rejection rejection, FieldFault fault) {
        super(fault == null ? rejection.name() : rejection + " " + fault.field() + " " + fault.kind());
        this.rejection = rejection;
        this.fault = fault;
    }

    /** INVALID, because of a member of what was asked for. */
    public static SessionRejected invalid(String field, FieldFault.Kind kind) {
        return invalid(field, kind, "");
    }

    /** @param allowed what would be taken, in short */
    public static SessionRejected invalid(String field, FieldFault.Kind kind, String allowed) {
        return new SessionRejected(Rejection.INVALID, new FieldFault(field, kind, allowed));
    }

    public Rejection rejection() {
        return rejection;
    }

    /** What is wrong where; there for INVALID alone. */
    public Optional<FieldFault> fault() {
        return Optional.ofNullable(fault);
    }
}
