/** Logins, logouts and credentials of the hospital's people: what they permit, and when they end. */
package org.sessionroom.tests.identity;
