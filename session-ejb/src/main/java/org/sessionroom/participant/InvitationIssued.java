package org.sessionroom.participant;

import java.time.Instant;
import java.util.UUID;
import org.sessionroom.appointment.Booking;
import org.sessionroom.session.SessionId;

/**
 * A link was made. Fired inside the transaction; in memory only, because it carries the link's secret.
 *
 * @param expiresAt until when it can be redeemed
 * @param booking who is invited to what
 */
public record InvitationIssued(
        UUID invitation, SessionId session, InvitationToken token, Instant expiresAt, Booking booking) {}
