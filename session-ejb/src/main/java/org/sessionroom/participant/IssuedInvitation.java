package org.sessionroom.participant;

import java.net.URI;
import java.time.Instant;

/**
 * What a therapist is shown of a new invitation, once.
 *
 * @param link to hand to the client; its secret stands in the fragment, which browsers send to no server and no log sees
 * @param expiresAt until when it can be redeemed
 * @param mailed whether a mail is on its way
 */
public record IssuedInvitation(URI link, Instant expiresAt, boolean mailed) {}
