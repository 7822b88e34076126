/**
 * Logins: the proof that a person was authenticated, by the identity provider or by an invitation, and how long it is
 * valid.
 */
package org.sessionroom.identity;
