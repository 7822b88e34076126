/** A session from the agenda over the room to its page after the end. */
package org.sessionroom.tests.session;
