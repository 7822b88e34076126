/** The chat between the two people of a session. */
package org.sessionroom.tests.chat;
