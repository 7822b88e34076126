package org.sessionroom.consent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sessionroom.consent.Decision.GIVEN;
import static org.sessionroom.consent.Decision.REFUSED;
import static org.sessionroom.consent.Decision.WITHDRAWN;
import static org.sessionroom.consent.Purpose.TRANSCRIPTION;
import static org.sessionroom.consent.Purpose.VIDEO_CALL;
import static org.sessionroom.participant.ParticipantRole.CLIENT;
import static org.sessionroom.participant.ParticipantRole.THERAPIST;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.participant.ParticipantEntity;
import org.sessionroom.participant.ParticipantId;
import org.sessionroom.participant.ParticipantRole;
import org.sessionroom.record.SomeKey;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionId;
import org.sessionroom.session.SessionRejected;

class GivenConsentsTest {

    private static Consent consent(ParticipantRole role, Purpose purpose, Decision decision) {
        return consent(role, purpose, decision, purpose.textVersion());
    }

    private static Consent consent(ParticipantRole role, Purpose purpose, Decision decision, String version) {
        return new Consent(role, null, purpose, decision, version, "pt-BR", Instant.EPOCH);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void silenceIsNoConsent(Purpose purpose) {
        GivenConsents consents = GivenConsents.after(List.of());
        assertEquals(Set.of(), consents.to(purpose));
        assertFalse(consents.byBoth(purpose));
    }

    @Test
    void oneAloneIsNotBoth() {
        GivenConsents consents = GivenConsents.after(
                List.of(consent(THERAPIST, VIDEO_CALL, GIVEN), consent(CLIENT, TRANSCRIPTION, GIVEN)));
        assertEquals(Set.of(THERAPIST), consents.to(VIDEO_CALL));
        assertFalse(consents.byBoth(VIDEO_CALL));
        assertFalse(consents.byBoth(TRANSCRIPTION));
    }

    @Test
    void theLastDecisionOfAPersonHolds() {
        List<Consent> given = List.of(consent(CLIENT, VIDEO_CALL, REFUSED), consent(CLIENT, VIDEO_CALL, GIVEN));
        assertEquals(Set.of(CLIENT), GivenConsents.after(given).to(VIDEO_CALL));
        List<Consent> takenBack = List.of(
                consent(THERAPIST, VIDEO_CALL, GIVEN),
                consent(CLIENT, VIDEO_CALL, GIVEN),
                consent(CLIENT, VIDEO_CALL, WITHDRAWN));
        assertEquals(Set.of(THERAPIST), GivenConsents.after(takenBack).to(VIDEO_CALL));
    }

    @Test
    void bothHaveAgreed() {
        assertTrue(
                GivenConsents.after(List.of(consent(CLIENT, VIDEO_CALL, GIVEN), consent(THERAPIST, VIDEO_CALL, GIVEN)))
                        .byBoth(VIDEO_CALL));
    }

    @Test
    void oneAgreesOnlyToTheCurrentText() {
        SessionRejected refusal = assertThrows(SessionRejected.class, () -> consent(CLIENT, VIDEO_CALL, GIVEN, "0")
                .requireCurrentText());
        assertEquals(Rejection.CONSENT_OUTDATED, refusal.rejection());
        assertDoesNotThrow(() -> consent(CLIENT, VIDEO_CALL, GIVEN).requireCurrentText());
    }

    @ParameterizedTest
    @EnumSource(value = Decision.class, names = "GIVEN", mode = EnumSource.Mode.EXCLUDE)
    void aNoIsANoWhicheverTextItWasSaidTo(Decision no) {
        assertDoesNotThrow(() -> consent(CLIENT, VIDEO_CALL, no, "0").requireCurrentText());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "123456789012345678901"})
    void aVersionIsAShortWord(String version) {
        SessionRejected refusal =
                assertThrows(SessionRejected.class, () -> consent(CLIENT, VIDEO_CALL, REFUSED, version));
        assertEquals(Rejection.INVALID, refusal.rejection());
    }

    @Test
    void whatWasSaidBeforeTheSeatWasTakenAnewIsNobodysWord() {
        ParticipantEntity seat = ParticipantEntity.client(
                new ParticipantId(UUID.randomUUID()), new SessionId(UUID.randomUUID()), "Ana", SomeKey.create());
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        Consent said = consent(CLIENT, first);
        assertFalse(said.isOfHolder(seat), "nobody has come in");
        seat.take(first, "Ana", SomeKey.create());
        assertTrue(said.isOfHolder(seat));
        seat.take(second, "Bruno", SomeKey.create());
        assertFalse(said.isOfHolder(seat));
        assertTrue(consent(CLIENT, second).isOfHolder(seat));
        assertFalse(consent(CLIENT, (UUID) null).isOfHolder(seat), "nobody knows whose it was");
        assertFalse(consent(THERAPIST, second).isOfHolder(seat));
    }

    private static Consent consent(ParticipantRole role, UUID invitation) {
        return new Consent(role, invitation, VIDEO_CALL, GIVEN, VIDEO_CALL.textVersion(), "pt-BR", Instant.EPOCH);
    }

    @Test
    void theSameAnswerToTheSameTextIsNoNewDecision() {
        Consent yes = consent(CLIENT, VIDEO_CALL, GIVEN);
        Consent no = consent(CLIENT, VIDEO_CALL, REFUSED);
        assertTrue(yes.repeats(yes));
        assertFalse(yes.repeats(consent(CLIENT, VIDEO_CALL, GIVEN, "0")), "a yes to another text");
        assertTrue(no.repeats(consent(CLIENT, VIDEO_CALL, WITHDRAWN, "0")), "a no is a no");
        assertFalse(no.repeats(yes));
        assertFalse(yes.repeats(no));
    }
}
