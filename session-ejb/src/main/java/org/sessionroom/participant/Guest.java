package org.sessionroom.participant;

import java.util.UUID;

/** A client who came in by a link: their seat and the invitation that gave it. Ids only. */
public record Guest(Seat seat, UUID invitation) {}
