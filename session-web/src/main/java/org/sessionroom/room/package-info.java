/**
 * The room's WebSockets: handshake, frames, budgets, and the live rooms of this node with their messages to other nodes.
 */
package org.sessionroom.room;
