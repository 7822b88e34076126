package org.sessionroom.participant;

import java.time.Instant;
import java.util.Optional;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;

/**
 * What the holder of a link sees before redeeming it.
 *
 * @param obstacle why it cannot be redeemed, if it cannot
 * @param renewable whether its holder may request another: it is used or expired, and the appointment has an address
 */
public record InvitationLook(
        SessionId session,
        Optional<Rejection> obstacle,
        boolean renewable,
        String clientName,
        String therapistName,
        Instant startsAt) {}
