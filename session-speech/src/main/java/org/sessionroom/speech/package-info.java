/**
 * The house's own speech engine: turns sound into text on a machine of the hospital, with Vosk's library and a model of the
 * hospital's choice. It is a program of its own, because a crash in native code ends the process it happens in, and it
 * speaks the protocol of Vosk's WebSocket server on the loopback address. Nothing that is heard is kept or logged.
 */
package org.sessionroom.speech;
