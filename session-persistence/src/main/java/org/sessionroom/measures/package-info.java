/** What can be counted in a session: talk time, turns, silences, and the movement of the field. */
package org.sessionroom.measures;
