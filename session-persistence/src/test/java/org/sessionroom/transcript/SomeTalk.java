package org.sessionroom.transcript;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;
import org.sessionroom.participant.ParticipantRole;

/** Conversations to test with, on a clock that begins at zero. */
public final class SomeTalk {

    public static final Instant START = Instant.parse("2026-03-02T13:00:00Z");

    private SomeTalk() {}

    public static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    public static Utterance therapist(double from, double to, String text) {
        return said(ParticipantRole.THERAPIST, from, to, text);
    }

    public static Utterance client(double from, double to, String text) {
        return said(ParticipantRole.CLIENT, from, to, text);
    }

    public static Utterance client(String text) {
        return client(0, 2, text);
    }

    public static Utterance said(ParticipantRole speaker, double from, double to, String text) {
        // An id derived from the content, so that every run has the same ids.
        UUID id = UUID.nameUUIDFromBytes((speaker + " " + from + " " + text).getBytes(StandardCharsets.UTF_8));
        return new Utterance(new UtteranceId(id), speaker, at(from), at(to), text, OptionalDouble.empty(), "pt-BR");
    }

    public static Gap gap(ParticipantRole speaker, double from, double to) {
        return new Gap(speaker, at(from), at(to), GapReason.RECOGNISER_LOST);
    }
}
