/**
 * The people of a session: therapist and client, their seats and roles, and the invitations by which clients enter.
 */
package org.sessionroom.participant;
