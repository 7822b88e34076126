/** Turns speech into a transcript: microphones, the recogniser's results, and what people may do with the lines. */
package org.sessionroom.transcript;
