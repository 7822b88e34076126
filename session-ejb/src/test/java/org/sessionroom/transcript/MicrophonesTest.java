package org.sessionroom.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sessionroom.limit.BudgetOwner;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionUnavailable;

class MicrophonesTest {

    private static final int MOST = 3;
    private static final BudgetOwner PAULO = BudgetOwner.member("paulo");

    private final Microphones microphones = new Microphones();

    private final ParticipantId joao = new ParticipantId(new UUID(0, 1));

    private List<UUID> open(BudgetOwner owner) {
        List<UUID> streams = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            UUID stream = UUID.randomUUID();
            microphones.reserve(stream, owner, joao, MOST);
            streams.add(stream);
        }
        return streams;
    }

    private void refused(BudgetOwner owner) {
        SessionUnavailable later =
                assertThrows(SessionUnavailable.class, () -> microphones.reserve(UUID.randomUUID(), owner, joao, MOST));
        assertEquals(Rejection.BUSY, later.rejection());
    }

    @Test
    void onePersonLeavesStreamsOfTheRecogniserForOthers() {
        open(PAULO);
        refused(PAULO);
        open(BudgetOwner.member("rita"));
        open(BudgetOwner.guestsOf("paulo"));
        refused(BudgetOwner.guestsOf("paulo"));
    }

    @Test
    void aClosedMicrophoneFreesOneStreamHoweverOftenItIsClosed() {
        List<UUID> streams = open(PAULO);
        microphones.release(streams.get(0));
        microphones.release(streams.get(0));
        microphones.reserve(UUID.randomUUID(), PAULO, joao, MOST);
        refused(PAULO);
    }

    @Test
    void aGuestWithManyStreamsKeepsNoOtherGuestOfTheirTherapistOut() {
        open(BudgetOwner.guestsOf("paulo"));
        microphones.reserve(UUID.randomUUID(), BudgetOwner.guestsOf("paulo"), new ParticipantId(new UUID(0, 2)), MOST);
    }
}
