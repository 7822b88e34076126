package org.sessionroom.provider.dialect;

import java.util.Locale;

/** The protocol of a speech recognition provider: the value of {@code SESSION_SPEECH_DIALECT}, in lower case. */
public enum Dialect {
    /** There is no provider. */
    NONE,
    /** Vosk's WebSocket server. */
    VOSK,
    /** OpenAI's Realtime API for transcription, and compatible ones: Azure, LocalAI, Speaches. */
    REALTIME,
    /** Whole utterances as files: {@code POST /v1/audio/transcriptions}, as OpenAI, Speaches and whisper.cpp accept them. */
    HTTP;

    /** @throws IllegalArgumentException for an unknown name */
    public static Dialect of(String name) {
        return name.isBlank() ? NONE : valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
