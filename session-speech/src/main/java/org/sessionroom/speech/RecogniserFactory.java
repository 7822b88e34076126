package org.sessionroom.speech;

/** Where the recognisers come from; they share one model. */
interface RecogniserFactory {

    /** @param sampleRate of the sound to come, in Hz */
    Recogniser open(int sampleRate);
}
