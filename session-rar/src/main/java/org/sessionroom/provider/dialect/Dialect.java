package org.sessionroom.provider.dialect;

import java.util.Locale;

/** How a provider of speech recognition is spoken to: the value of {@code SESSION_SPEECH_DIALECT}, in small letters. */
public enum Dialect {
    /** Not at all: there is no provider. */
    NONE,
    /** Vosk's WebSocket server. */
    VOSK,
    /** OpenAI's Realtime API in its kind for transcription, and what is modelled on it: Azure, LocalAI, Speaches. */
    REALTIME,
    /** Whole utterances as files: {@code POST /v1/audio/transcriptions}, as OpenAI, Speaches and whisper.cpp take them. */
    HTTP;

    /** @throws IllegalArgumentException for a name that is none */
    public static Dialect of(String name) {
        return name.isBlank() ? NONE : valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
