package org.sessionroom.tests.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The parts of STUN (RFC 8489) and TURN (RFC 8656) over UDP that are needed to request an address of a relay and the permission
 * to send to a peer; nothing is ever sent to the peer.
 */
public final class TurnClient implements AutoCloseable {

    /** A relay's answer; error is 0 on success, otherwise a code of RFC 8656. */
    public record Answer(int error, Map<Integer, byte[]> attributes) {

        boolean agrees() {
            return error == 0;
        }
    }

    /** A user name with an expiry time, and its password (draft-uberti-behave-turn-rest). */
    public record Credentials(String username, String password) {

        public static Credentials of(String secret, Instant end) {
            String username = end.getEpochSecond() + ":somebody-" + UUID.randomUUID();
            byte[] password = hmac(secret.getBytes(StandardCharsets.UTF_8), username.getBytes(StandardCharsets.UTF_8));
            return new Credentials(username, Base64.getEncoder().encodeToString(password));
        }
    }

    /** Address family of the relayed address (RFC 8656, 18.8). */
    public enum Family {
        IPV4(1),
        IPV6(2);

        private final int number;

        Family(int number) {
            this.number = number;
        }
    }

    private static final int BINDING = 0x001;
    private static final int ALLOCATE = 0x003;
    private static final int CREATE_PERMISSION = 0x008;
    private static final int AGREED = 0x100;

    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int XOR_PEER_ADDRESS = 0x0012;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
    private static final int REQUESTED_TRANSPORT = 0x0019;

    private static final int COOKIE = 0x2112A442;
    private static final int HEADER = 20;
    private static final int INTEGRITY = 24;
    private static final int UDP = 17;
    private static final int DISCARD = 9;

    /** UDP may lose a packet, and a relay that is starting does not answer. */
    private static final int TRIES = 5;

    private static final int PATIENCE_MILLIS = 400;

    private final DatagramSocket socket;
    private Optional<Credentials> credentials = Optional.empty();
    private byte[] realm = {};
    private byte[] nonce = {};

    private TurnClient(DatagramSocket socket) {
        this.socket = socket;
    }

    public static TurnClient of(TurnServer server) {
        try {
            var socket = new DatagramSocket();
            socket.connect(InetAddress.getByName("127.0.0.1"), server.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new TurnClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAnswered() {
        return exchange(BINDING, newTransaction(), new byte[0], 1)
                .map(Answer::agrees)
                .orElse(false);
    }

    /** Requests a relayed address: first without credentials, to learn realm and nonce, then with these. */
    public Answer allocate(Credentials mine, Family family) {
        var wanted = new Attributes()
                .add(REQUESTED_TRANSPORT, new byte[] {UDP, 0, 0, 0})
                .add(REQUESTED_ADDRESS_FAMILY, new byte[] {(byte) family.number, 0, 0, 0})
                .bytes();
        Answer challenge = ask(ALLOCATE, newTransaction(), wanted);
        if (challenge.error() != 401) {
            throw new AssertionError("Somebody unknown was answered " + challenge.error());
        }
        realm = challenge.attributes().get(REALM);
        nonce = challenge.attributes().get(NONCE);
        credentials = Optional.of(mine);
        return ask(ALLOCATE, newTransaction(), wanted);
    }

    /** @param peer the four or sixteen bytes of the address to which the relay should send */
    public Answer createPermission(byte[] peer) {
        byte[] transaction = newTransaction();
        return ask(
                CREATE_PERMISSION,
                transaction,
                new Attributes()
                        .add(XOR_PEER_ADDRESS, hidden(peer, transaction))
                        .bytes());
    }

    private Answer ask(int method, byte[] transaction, byte[] attributes) {
        return exchange(method, transaction, attributes, TRIES)
                .orElseThrow(() -> new AssertionError("The relay does not answer to " + method));
    }

    private Optional<Answer> exchange(int method, byte[] transaction, byte[] attributes, int tries) {
        byte[] request = request(method, transaction, attributes);
        for (int i = 0; i < tries; i++) {
            try {
                socket.send(new DatagramPacket(request, request.length));
                var packet = new DatagramPacket(new byte[1500], 1500);
                do {
                    socket.receive(packet);
                } while (!Arrays.equals(packet.getData(), 8, HEADER, transaction, 0, transaction.length));
                return Optional.of(read(method, ByteBuffer.wrap(packet.getData(), 0, packet.getLength())));
            } catch (SocketTimeoutException | PortUnreachableException silence) {
                // The request is repeated.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    private static byte[] newTransaction() {
        byte[] transaction = new byte[12];
        ThreadLocalRandom.current().nextBytes(transaction);
        return transaction;
    }

    /** An address and port 9, XORed with cookie and transaction, so that NATs on the way do not rewrite it (RFC 8489, 14.2). */
    private static byte[] hidden(byte[] address, byte[] transaction) {
        byte[] mask = ByteBuffer.allocate(16).putInt(COOKIE).put(transaction).array();
        Family family = address.length == 4 ? Family.IPV4 : Family.IPV6;
        ByteBuffer hidden = ByteBuffer.allocate(4 + address.length)
                .put((byte) 0)
                .put((byte) family.number)
                .putShort((short) (DISCARD ^ COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            hidden.put((byte) (address[i] ^ mask[i]));
        }
        return hidden.array();
    }

    private byte[] request(int method, byte[] transaction, byte[] wanted) {
        var attributes = new Attributes().addAll(wanted);
        credentials.ifPresent(mine -> attributes
                .add(USERNAME, mine.username().getBytes(StandardCharsets.UTF_8))
                .add(REALM, realm)
                .add(NONCE, nonce));
        byte[] body = attributes.bytes();
        if (credentials.isEmpty()) {
            return message(method, body.length, transaction, body);
        }
        // The length already includes the attribute that follows (RFC 8489, 14.5).
        byte[] signed = message(method, body.length + INTEGRITY, transaction, body);
        byte[] integrity = new Attributes()
                .add(MESSAGE_INTEGRITY, hmac(key(credentials.get()), signed))
                .bytes();
        return ByteBuffer.allocate(signed.length + INTEGRITY)
                .put(signed)
                .put(integrity)
                .array();
    }

    private static byte[] message(int method, int length, byte[] transaction, byte[] body) {
        return ByteBuffer.allocate(HEADER + body.length)
                .putShort((short) method)
                .putShort((short) length)
                .putInt(COOKIE)
                .put(transaction)
                .put(body)
                .array();
    }

    private static Answer read(int method, ByteBuffer answer) {
        int type = answer.getShort();
        var attributes = new HashMap<Integer, byte[]>();
        answer.position(HEADER);
        while (answer.remaining() >= 4) {
            int name = Short.toUnsignedInt(answer.getShort());
            byte[] value = new byte[Short.toUnsignedInt(answer.getShort())];
            answer.get(value);
            answer.position(Math.min(answer.limit(), answer.position() + padding(value.length)));
            attributes.put(name, value);
        }
        byte[] error = attributes.get(ERROR_CODE);
        boolean agreed = type == (method | AGREED);
        return new Answer(agreed ? 0 : error[2] * 100 + error[3], attributes);
    }

    /** The long-term credential's key (RFC 8489, 9.2.2). */
    private byte[] key(Credentials mine) {
        try {
            String text = mine.username() + ":" + new String(realm, StandardCharsets.UTF_8) + ":" + mine.password();
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int padding(int length) {
        return (4 - length % 4) % 4;
    }

    @Override
    public void close() {
        socket.close();
    }

    private static final class Attributes {

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        Attributes add(int name, byte[] value) {
            all.writeBytes(ByteBuffer.allocate(4 + value.length + padding(value.length))
                    .putShort((short) name)
                    .putShort((short) value.length)
                    .put(value)
                    .array());
            return this;
        }

        Attributes addAll(byte[] others) {
            all.writeBytes(others);
            return this;
        }

        byte[] bytes() {
            return all.toByteArray();
        }
    }
}
