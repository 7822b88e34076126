/** The producers that all modules share: the clock, and the generator of time-ordered ids (UUID version 7, RFC 9562). */
package org.sessionroom;
