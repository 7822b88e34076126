package org.sessionroom.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

class NoteTest {

    private static Rejection refusal(Note note, long read, String text) {
        return assertThrows(SessionRejected.class, () -> note.written(read, text))
                .rejection();
    }

    @Test
    void everyWritingIsTheNextVersion() {
        Note first = Note.NOTHING.written(0, "a");
        assertEquals(new Note(1, "a"), first);
        assertEquals(new Note(2, ""), first.written(1, ""));
    }

    @Test
    void whoHasNotReadTheLatestDoesNotWriteOverIt() {
        Note latest = new Note(3, "of another window");
        assertEquals(Rejection.NOTES_CHANGED, refusal(latest, 2, "mine"));
        assertEquals(Rejection.NOTES_CHANGED, refusal(latest, 0, "mine"));
        assertEquals(Rejection.NOTES_CHANGED, refusal(latest, 4, "mine"));
        assertEquals(Rejection.NOTES_CHANGED, refusal(latest, 1, "of another window"));
    }

    @Test
    void aWritingWhoseAnswerWasLostIsNotDoneTwice() {
        Note latest = new Note(3, "mine");
        assertSame(latest, latest.written(2, "mine"));
        assertSame(latest, latest.written(3, "mine"));
    }

    @Test
    void twentyThousandCodePointsAreTheMost() {
        String figure = "\uD83E\uDDF8";
        assertEquals(1, Note.NOTHING.written(0, figure.repeat(20_000)).version());
        assertEquals(Rejection.INVALID, refusal(Note.NOTHING, 0, figure.repeat(20_001)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"a\u0000", "a\rb", "\uD83E"})
    void whatNobodyTypesIsRefused(String text) {
        assertEquals(Rejection.INVALID, refusal(Note.NOTHING, 0, text));
    }

    @Test
    void notesAreSealedAndCountOnce() {
        SealingKey key = SomeKey.create();
        NoteEntity row = new NoteEntity(new SessionId(UUID.randomUUID()));
        Note note = new Note(1, "hipótese:\tluto");
        int first = row.keep(note, key, Instant.EPOCH);
        assertTrue(first > note.text().length());
        assertEquals(note, row.open(key));
        assertEquals(
                -note.text().getBytes(StandardCharsets.UTF_8).length, row.keep(new Note(2, ""), key, Instant.EPOCH));
        assertThrows(IllegalStateException.class, () -> row.open(SomeKey.create()));
        assertFalse(note.toString().contains("luto"));
    }
}
