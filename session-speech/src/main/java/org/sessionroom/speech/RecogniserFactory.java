package org.sessionroom.speech;

/** Creates recognisers that share one model. */
interface RecogniserFactory {

    /** @param sampleRate of the sound to come, in Hz */
    Recogniser open(int sampleRate);
}
