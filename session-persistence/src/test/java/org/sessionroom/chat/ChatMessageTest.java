package org.sessionroom.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.participant.Author;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

class ChatMessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"Olá", "uma linha\ne outra", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67", "مرحبا"})
    void whatPeopleWriteIsKeptAsTheyWroteIt(String text) {
        assertEquals(text, ChatMessage.text(text));
    }

    @Test
    void whiteSpaceAroundItIsNotKept() {
        assertEquals("a\n\nb", ChatMessage.text(" \n\ta\n\nb\n "));
    }

    @Test
    void twoThousandCodePointsAreTheMost() {
        String figure = "\uD83E\uDDF8";
        assertEquals(figure.repeat(2_000), ChatMessage.text("  " + figure.repeat(2_000) + "\n"));
        assertRefused(figure.repeat(2_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n \n", "a\u0000b", "a\rb", "a\u001Bb", "a\u0085b", "a\uD83Eb"})
    void whatNobodyTypesIsRefused(String text) {
        assertRefused(text);
    }

    private static void assertRefused(String text) {
        SessionRejected refusal = assertThrows(SessionRejected.class, () -> ChatMessage.text(text));
        assertEquals(Rejection.INVALID, refusal.rejection());
    }

    @Test
    void aTextOpensOnlyInItsOwnRow() {
        SealingKey key = SomeKey.create();
        SessionId session = new SessionId(UUID.randomUUID());
        ChatMessage message = new ChatMessage(
                1,
                UUID.randomUUID(),
                new Author(new ParticipantId(UUID.randomUUID()), UUID.randomUUID()),
                Instant.EPOCH,
                "um segredo");
        ChatMessageEntity row = new ChatMessageEntity(session, message, key);
        assertEquals(message, row.open(key));
        assertThrows(IllegalStateException.class, () -> row.open(SomeKey.create()));
        assertFalse(message.toString().contains("segredo"));
    }
}
