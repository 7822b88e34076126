/**
 * Logins: the proof that somebody was authenticated, by the identity provider or by an invitation, and until when it
 * holds.
 */
package org.sessionroom.identity;
