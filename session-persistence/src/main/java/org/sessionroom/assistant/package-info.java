/**
 * Everything that is based on speech: the transcript with its utterances and gaps, sentiment, safety mentions, talk
 * measures, and the insights of the assistant, each with the lines that it cites.
 */
package org.sessionroom.assistant;
