/** From speech to transcript: microphones, a scripted recogniser, and a real one. */
package org.sessionroom.tests.transcript;
