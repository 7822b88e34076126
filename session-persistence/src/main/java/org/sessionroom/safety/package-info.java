/** Mentions of risk in a transcript, found by listed phrases, and which of them the therapist has seen. */
package org.sessionroom.safety;
