/**
 * What a person agrees to (call, transcription, analysis). Decisions are appended; the last one of the person who holds
 * the seat counts.
 */
package org.sessionroom.consent;
