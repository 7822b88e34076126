package org.sessionroom.participant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

class InvitationEntityTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Instant PLANNED = Instant.parse("2026-11-22T19:00:00Z");

    private final InvitationToken token = InvitationToken.create(new SecureRandom());

    @Test
    void isRedeemedOnce() {
        InvitationEntity invitation = invitation(PLANNED);
        invitation.redeem(Optional.empty(), NOW);
        assertEquals(Rejection.INVITATION_USED, refusal(invitation, NOW));
    }

    @Test
    void isKnownByTheKeyOfTheBrowserThatRedeemedItAlone() {
        String key = "0b9f5b1e-3a51-4c3e-9d61-0f8f6f3c2a10";
        InvitationEntity invitation = invitation(PLANNED);
        assertFalse(invitation.isRedeemedBy(key(key)));
        invitation.redeem(Optional.of(key(key)), NOW);
        assertTrue(invitation.isRedeemedBy(key(key)));
        assertFalse(invitation.isRedeemedBy(key("1b9f5b1e-3a51-4c3e-9d61-0f8f6f3c2a10")));
        assertFalse(key(key).toString().contains(key));
    }

    @Test
    void withoutAKeyNobodyIsTheOneWhoRedeemedIt() {
        InvitationEntity invitation = invitation(PLANNED);
        invitation.redeem(RedemptionKey.parse(null), NOW);
        assertEquals(Optional.empty(), RedemptionKey.parse("short"));
        assertFalse(invitation.isRedeemedBy(key("0b9f5b1e-3a51-4c3e-9d61-0f8f6f3c2a10")));
    }

    private static RedemptionKey key(String text) {
        return RedemptionKey.parse(text).orElseThrow();
    }

    @Test
    void lastsUntilTwoHoursAfterThePlannedStart() {
        InvitationEntity invitation = invitation(PLANNED);
        Instant end = PLANNED.plus(Duration.ofHours(2));
        assertEquals(Optional.empty(), invitation.obstacle(end.minusMillis(1)));
        assertEquals(Rejection.INVITATION_EXPIRED, refusal(invitation, end));
    }

    @Test
    void askedForLateItLastsTwoHoursFromThen() {
        InvitationEntity invitation = invitation(NOW.minus(Duration.ofHours(5)));
        Instant end = NOW.plus(Duration.ofHours(2));
        assertEquals(end, invitation.expiresAt());
        assertEquals(Optional.empty(), invitation.obstacle(end.minusMillis(1)));
        assertEquals(Rejection.INVITATION_EXPIRED, refusal(invitation, end));
    }

    @Test
    void revokedItCanNoLongerBeRedeemed() {
        InvitationEntity invitation = invitation(PLANNED);
        invitation.revoke(NOW);
        assertEquals(Rejection.INVITATION_REVOKED, refusal(invitation, NOW));
    }

    @Test
    void movesWithTheMeeting() {
        InvitationEntity invitation = invitation(PLANNED);
        invitation.reschedule(PLANNED.plus(Duration.ofDays(1)));
        assertEquals(Optional.empty(), invitation.obstacle(PLANNED.plus(Duration.ofHours(20))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "0123456789012345678901234567890!", "012345678901234567890123456789012"})
    void whatCannotBeATokenIsNotLookedUp(String text) {
        assertThrows(IllegalArgumentException.class, () -> InvitationToken.parse(text));
    }

    @Test
    void aTokenDoesNotShowItselfInALog() {
        assertFalse(token.toString().contains(token.text()));
    }

    private static Rejection refusal(InvitationEntity invitation, Instant when) {
        return assertThrows(SessionRejected.class, () -> invitation.redeem(Optional.empty(), when))
                .rejection();
    }

    private InvitationEntity invitation(Instant planned) {
        return new InvitationEntity(UUID.randomUUID(), SomeClient.create(), token, planned, NOW);
    }
}
