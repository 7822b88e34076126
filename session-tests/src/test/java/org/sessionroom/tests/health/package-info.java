/** The server itself: it starts or says why not, is killed, restarts, has a wrong clock, and rests. */
package org.sessionroom.tests.health;
