package org.sessionroom.assistant;

/** A microphone was opened, in a transaction that may fail yet. */
record MicrophoneOpened(Microphone microphone) {}
