/**
 * Booked times of a therapist and a client. The scheduling system or the therapist books them; a session is opened from
 * one.
 */
package org.sessionroom.appointment;
