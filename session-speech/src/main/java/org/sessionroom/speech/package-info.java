/**
 * Our own speech engine: transcribes speech on a machine of the hospital, with Vosk's library and a model of the
 * hospital's choice. It is a separate program, because a crash in native code ends the process in which it happens, and it
 * implements the protocol of Vosk's WebSocket server on the loopback address. No speech is stored or logged.
 */
package org.sessionroom.speech;
