package org.sessionroom.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;
import org.vosk.LibVosk;

/** The real native library, without a model: the build machines cannot download one. */
class VoskLibraryTest {

    @Test
    void theNativeLibraryIsThereAndSpeaksUtf8WhateverTheLocale() throws Exception {
        VoskRecogniserFactory.loadLibrary();
        assertEquals("UTF-8", Native.getDefaultStringEncoding());
        assertEquals(Pointer.NULL, LibVosk.vosk_model_new("/nowhere"));
        LibVosk.vosk_model_free(Pointer.NULL);
    }
}
