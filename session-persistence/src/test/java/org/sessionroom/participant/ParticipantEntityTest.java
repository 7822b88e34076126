package org.sessionroom.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.record.SealingKey;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.SessionId;

class ParticipantEntityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");

    private final SealingKey key = SomeKey.create();
    private final SessionId session = new SessionId(UUID.randomUUID());
    private final UUID invitation = UUID.randomUUID();
    private final ParticipantEntity seat =
            ParticipantEntity.client(new ParticipantId(UUID.randomUUID()), session, "Ana", key);

    private Person guest(UUID by) {
        return Person.client(seat.id(), session, by);
    }

    @Test
    void aSeatNobodyTookIsNobodys() {
        assertFalse(seat.isHeldBy(guest(invitation)));
        assertFalse(seat.isHeldBy(guest(null)));
    }

    @Test
    void whoTakesItWaitsUnderTheirOwnName() {
        seat.take(invitation, "Alice", key);
        assertTrue(seat.isHeldBy(guest(invitation)));
        assertFalse(seat.isAdmitted());
        assertEquals("Alice", seat.name(key));
    }

    @Test
    void aNewerInvitationTakesItFromWhoWasAdmitted() {
        UUID newer = UUID.randomUUID();
        seat.take(invitation, "Alice", key);
        seat.admit(NOW);
        seat.take(newer, "Bruno", key);
        assertFalse(seat.isHeldBy(guest(invitation)));
        assertTrue(seat.isHeldBy(guest(newer)));
        assertFalse(seat.isAdmitted());
    }

    @Test
    void onlyAClientHoldsIt() {
        seat.take(invitation, "Alice", key);
        Person therapist = new Person(seat.id().toString(), Set.of(Role.THERAPIST), session, invitation, null);
        assertFalse(seat.isHeldBy(therapist));
    }
}
