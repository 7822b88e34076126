package org.sessionroom.call;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionroom.participant.ParticipantId;

class IceConfigurationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00.123456Z");
    private static final ParticipantId ANA = ParticipantId.parse("01a204b3-f08d-7463-b80b-d8abaf6194f6");
    private static final List<String> STUN = List.of("stun:stun.example.org:3478");
    private static final List<String> TURN =
            List.of("turn:turn.example.org:3478?transport=udp", "turns:turn.example.org:5349");

    private static IceConfiguration house(List<String> stun, List<String> turn, String secret, boolean relayOnly) {
        return new IceConfiguration(stun, turn, Optional.ofNullable(secret), relayOnly);
    }

    /** RFC 2202 §3, test case 2. */
    @Test
    void thePasswordIsTheHmacOfTheUsername() {
        assertEquals("7/zfauXrL6LSdBbV8YTfnCWafHk=", TurnCredentials.password("what do ya want for nothing?", "Jefe"));
    }

    @Test
    void aLoginLastsTenMinutesAndNamesWhoseItIs() {
        IceServers servers = house(List.of(), TURN, "Jefe", false).serversFor(ANA, NOW);
        TurnCredentials login = servers.servers().get(0).credentials().orElseThrow();
        assertEquals(Instant.parse("2026-11-22T19:10:00Z"), servers.expiresAt().orElseThrow());
        assertEquals(Instant.parse("2026-11-22T19:10:00Z").getEpochSecond() + ":" + ANA, login.username());
        assertEquals(TurnCredentials.password(login.username(), "Jefe"), login.password());
    }

    @Test
    void onlyTheTurnServerGetsALogin() {
        List<IceServers.Server> servers =
                house(STUN, TURN, "Jefe", false).serversFor(ANA, NOW).servers();
        assertEquals(
                List.of(STUN, TURN),
                servers.stream().map(IceServers.Server::urls).toList());
        assertTrue(servers.get(0).credentials().isEmpty());
        assertTrue(servers.get(1).credentials().isPresent());
    }

    @Test
    void aHouseWithoutServersStillCallsWithinItsOwnNetwork() {
        IceServers servers = house(List.of(), List.of(), null, false).serversFor(ANA, NOW);
        assertEquals(List.of(), servers.servers());
        assertTrue(servers.expiresAt().isEmpty());
    }

    @Test
    void whatCouldNotWorkIsSaidAtTheStart() {
        assertDoesNotThrow(() -> house(STUN, TURN, "Jefe", true).check());
        assertSays("SESSION_TURN_SECRET", house(STUN, TURN, null, false));
        assertSays("SESSION_RELAY_ONLY", house(STUN, List.of(), "Jefe", true));
        assertSays("SESSION_STUN_URLS", house(TURN, List.of(), null, false));
        assertSays("SESSION_TURN_URLS", house(List.of(), STUN, "Jefe", false));
    }

    private static void assertSays(String key, IceConfiguration unusable) {
        String message =
                assertThrows(IllegalStateException.class, unusable::check).getMessage();
        assertTrue(message.contains(key), message);
    }

    @Test
    void theSecretIsNeverShown() {
        IceConfiguration house = house(STUN, TURN, "Jefe", true);
        IceServers servers = house.serversFor(ANA, NOW);
        String password = servers.servers().get(1).credentials().orElseThrow().password();
        assertFalse((house + " " + servers).contains("Jefe"));
        assertFalse(servers.toString().contains(password));
    }
}
