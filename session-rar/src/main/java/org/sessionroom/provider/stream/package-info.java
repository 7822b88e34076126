/**
 * The life of one audio stream: buffering, conversations with the provider, reconnection, order of utterances, and gaps.
 */
package org.sessionroom.provider.stream;
