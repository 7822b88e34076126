package org.sessionroom.session;

import jakarta.ejb.ApplicationException;
import java.util.Optional;

/**
 * The request is refused and nothing has changed. Contains a {@link Rejection}, never a sentence, and never content, because
 * it may be logged.
 */
@ApplicationException(rollback = true)
public class SessionRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection rejection;
    private final FieldFault fault;

    /** @throws IllegalArgumentException for INVALID, which needs a reason: see {@link #invalid} */
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

    /** INVALID, because of a member of the request. */
    public static SessionRejected invalid(String field, FieldFault.Kind kind) {
        return invalid(field, kind, "");
    }

    /** @param allowed the accepted values, in short */
    public static SessionRejected invalid(String field, FieldFault.Kind kind, String allowed) {
        return new SessionRejected(Rejection.INVALID, new FieldFault(field, kind, allowed));
    }

    public Rejection rejection() {
        return rejection;
    }

    /** The invalid member and the reason; only with INVALID. */
    public Optional<FieldFault> fault() {
        return Optional.ofNullable(fault);
    }
}
