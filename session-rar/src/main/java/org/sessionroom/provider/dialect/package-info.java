/**
 * Providers' protocols (Vosk, OpenAI Realtime, OpenAI transcription and chat completions), translated to and from the
 * adapter's own terms.
 */
package org.sessionroom.provider.dialect;
