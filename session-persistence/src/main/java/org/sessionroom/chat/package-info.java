/** Written messages of a session, numbered in the order of their commits. */
package org.sessionroom.chat;
