package org.sessionroom.participant;

import java.time.Instant;
import java.util.Optional;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;

/**
 * What the holder of a link sees before redeeming it.
 *
 * @param obstacle why it cannot be redeemed, if so
 * @param renewable whether its holder may have another sent in its place: it is used or past its time, and an address is booked
 */
public record InvitationLook(
        SessionId session,
        Optional<Rejection> obstacle,
        boolean renewable,
        String clientName,
        String therapistName,
        Instant startsAt) {}
