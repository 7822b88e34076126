package org.sessionroom.participant;

import java.io.Serializable;
import java.util.UUID;

/**
 * Who wrote or said something. The client's seat can change hands, and what its former holder said is not the next one's.
 *
 * @param participant the seat
 * @param invitation by which the client who sat there had come in; null for the therapist, and for a client of whom that is not
 *     known
 */
public record Author(ParticipantId participant, UUID invitation) implements Serializable {}
