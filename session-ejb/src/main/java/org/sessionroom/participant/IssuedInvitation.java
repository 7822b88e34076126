package org.sessionroom.participant;

import java.net.URI;
import java.time.Instant;

/**
 * A new invitation, as shown once to the therapist.
 *
 * @param link to hand to the client; its secret is in the fragment, which browsers never send to a server, so no log contains it
 * @param expiresAt until when it can be redeemed
 * @param mailed whether a mail will be sent
 */
public record IssuedInvitation(URI link, Instant expiresAt, boolean mailed) {}
