package org.sessionroom.appointment;

import java.util.UUID;

/**
 * Whose appointment it is.
 *
 * @param therapist the user name
 */
public record AppointmentOwner(UUID appointment, String therapist) {}
