package org.sessionroom.speech;

/** Where the recognisers come from; they share one model. */
interface Ears {

    /** @param sampleRate of the sound to come, in Hz */
    Ear open(int sampleRate);
}
