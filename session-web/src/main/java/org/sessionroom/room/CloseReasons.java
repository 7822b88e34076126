package org.sessionroom.room;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import org.sessionroom.session.Rejection;

/** Why the room closes a connection (RFC 6455 §7.4; 4000 to 4999 are ours, and documented in asyncapi.yaml). */
enum CloseReasons {
    LEFT(CloseCodes.NORMAL_CLOSURE),
    TESTED(CloseCodes.NORMAL_CLOSURE),
    MALFORMED(CloseCodes.NOT_CONSISTENT),
    TOO_FAST(CloseCodes.VIOLATED_POLICY),
    TOO_MANY(CloseCodes.VIOLATED_POLICY),
    TOO_BIG(CloseCodes.TOO_BIG),
    TRY_AGAIN_LATER(CloseCodes.TRY_AGAIN_LATER),
    SEAT_TAKEN(4001),
    SESSION_ENDED(4002),
    TICKET_REFUSED(4003),
    NOT_YOURS(4004),
    NOT_LISTENED_TO(4005),
    QUOTA_REACHED(4006),
    NO_RECOGNISER(4007),
    LOGGED_OUT(4008);

    private final CloseCode code;

    CloseReasons(CloseCode code) {
        this.code = code;
    }

    CloseReasons(int code) {
        this(CloseCodes.getCloseCode(code));
    }

    /** The close reason of a microphone socket for a refusal. */
    static CloseReasons of(Rejection rejection) {
        return switch (rejection) {
            case QUOTA_REACHED -> CloseReasons.QUOTA_REACHED;
            case NO_RECOGNISER -> CloseReasons.NO_RECOGNISER;
            case NOT_YOURS, NOT_ALLOWED, NOT_FOUND -> CloseReasons.NOT_YOURS;
            case INVALID -> CloseReasons.MALFORMED;
            default -> CloseReasons.NOT_LISTENED_TO;
        };
    }

    CloseReason reason() {
        return new CloseReason(code, name());
    }
}
