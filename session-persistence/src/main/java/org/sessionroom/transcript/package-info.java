/** What was said in a session: utterances, gaps, and the transcript lines that keep them encrypted, with corrections and deletions. */
package org.sessionroom.transcript;
