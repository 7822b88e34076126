package org.sessionroom.tests.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionroom.tests.driver.Eventually;
import org.sessionroom.tests.driver.TurnClient;
import org.sessionroom.tests.driver.TurnClient.Credentials;
import org.sessionroom.tests.driver.TurnClient.Family;
import org.sessionroom.tests.driver.TurnServer;

/**
 * The hospital's coturn relays video to the outside, but gives no access to internal addresses. A request for a permission sends
 * nothing to the peer, so the public addresses here are never contacted.
 */
class TurnServerIT {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int QUOTA_REACHED = 486;

    /** Maximum allocations of one person, as configured. */
    private static final int SHARE = 24;

    private static TurnServer turn;

    @BeforeAll
    static void start() {
        turn = TurnServer.asInTheHospital();
    }

    @AfterAll
    static void stop() {
        turn.close();
    }

    private static Credentials good() {
        return Credentials.of(turn.secret(), inTenMinutes());
    }

    private static Instant inTenMinutes() {
        return Instant.now().plus(Duration.ofMinutes(10));
    }

    private static TurnClient allocated(Family family) {
        TurnClient client = TurnClient.of(turn);
        assertEquals(0, client.allocate(good(), family).error());
        return client;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255"
            })
    void anAddressInsideIsNoPeer(String inside) throws UnknownHostException {
        try (TurnClient client = allocated(Family.IPV4)) {
            assertEquals(
                    FORBIDDEN,
                    client.createPermission(InetAddress.getByName(inside).getAddress())
                            .error());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::", "::1", "fc00::1", "fd12:3456::1", "fe80::1", "ff02::1", "64:ff9b::a00:1", "2002:a00:1::1"})
    void anAddressInsideIsNoPeerByIpv6Either(String inside) throws UnknownHostException {
        try (TurnClient client = allocated(Family.IPV6)) {
            assertEquals(
                    FORBIDDEN,
                    client.createPermission(InetAddress.getByName(inside).getAddress())
                            .error());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "192.168.1.1", "169.254.169.254", "8.8.8.8"})
    void anIpv4AddressInIpv6sClothesIsNoPeer(String address) throws UnknownHostException {
        byte[] mapped = ByteBuffer.allocate(16)
                .putShort(10, (short) 0xffff)
                .put(12, InetAddress.getByName(address).getAddress())
                .array();
        try (TurnClient client = allocated(Family.IPV6)) {
            assertEquals(FORBIDDEN, client.createPermission(mapped).error());
        }
    }

    @Test
    void anAddressOutsideIsAPeer() throws UnknownHostException {
        try (TurnClient ipv4 = allocated(Family.IPV4);
                TurnClient ipv6 = allocated(Family.IPV6)) {
            byte[] outside = InetAddress.getByName("8.8.8.8").getAddress();
            byte[] outsideByIpv6 = InetAddress.getByName("2606:4700::1111").getAddress();
            assertEquals(0, ipv4.createPermission(outside).error());
            assertEquals(0, ipv6.createPermission(outsideByIpv6).error());
        }
    }

    @Test
    void aPasswordOfAnotherSecretIsRefused() {
        try (TurnClient client = TurnClient.of(turn)) {
            Credentials forged = Credentials.of("another secret", inTenMinutes());
            assertEquals(UNAUTHORIZED, client.allocate(forged, Family.IPV4).error());
        }
    }

    @Test
    void aNameThatHasEndedIsRefused() {
        try (TurnClient client = TurnClient.of(turn)) {
            Credentials old = Credentials.of(turn.secret(), Instant.now().minusSeconds(5));
            assertEquals(UNAUTHORIZED, client.allocate(old, Family.IPV4).error());
        }
    }

    @Test
    void onePersonTakesNoMoreThanTheirShare() {
        Credentials same = good();
        var clients = new ArrayList<TurnClient>();
        try {
            for (int i = 0; i < SHARE; i++) {
                clients.add(TurnClient.of(turn));
                assertEquals(0, clients.get(i).allocate(same, Family.IPV4).error());
            }
            clients.add(TurnClient.of(turn));
            assertEquals(
                    QUOTA_REACHED,
                    clients.get(SHARE).allocate(same, Family.IPV4).error());
        } finally {
            clients.forEach(TurnClient::close);
        }
    }

    @Test
    void onlyPeopleWhoMeetHereMayMeetOnThisMachine() throws UnknownHostException {
        byte[] here = InetAddress.getByName("127.0.0.1").getAddress();
        byte[] elsewhere = InetAddress.getByName("10.0.0.1").getAddress();
        try (TurnServer open = TurnServer.forPeopleHere();
                TurnClient client = TurnClient.of(open)) {
            Credentials mine = Credentials.of(open.secret(), inTenMinutes());
            assertEquals(0, client.allocate(mine, Family.IPV4).error());
            assertEquals(0, client.createPermission(here).error());
            assertEquals(FORBIDDEN, client.createPermission(elsewhere).error());
        }
    }

    @Test
    void theJournalTellsNeitherWhoCallsNorWhomTheyReach() throws UnknownHostException {
        Credentials mine = good();
        try (TurnClient client = TurnClient.of(turn)) {
            assertEquals(0, client.allocate(mine, Family.IPV4).error());
            byte[] peer = InetAddress.getByName("8.8.4.4").getAddress();
            assertEquals(0, client.createPermission(peer).error());
            byte[] denied = InetAddress.getByName("10.20.30.40").getAddress();
            assertEquals(FORBIDDEN, client.createPermission(denied).error());
        }
        // Logged after the line that must not exist.
        Eventually.holds("denied peer in the journal", () -> turn.said().contains("10.20.30.40"));
        assertFalse(turn.said().contains("8.8.4.4"), turn::said);
        assertFalse(turn.said().contains(mine.username()), turn::said);
    }
}
