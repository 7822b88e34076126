package org.sessionroom.tests.driver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.Room;

/** A client that sends valid frames as fast as the connection accepts them, whatever the server answers. */
public final class Flood implements AutoCloseable {

    private static final String ID = "01a204b3-f08d-7463-b80b-d8abaf6194f6";

    /** What is sent without a pause: each kind of frame of our protocol, and those of RFC 6455. */
    public enum Kind {
        RESUME(json("'type':'resume','lastSeq':0")),
        CHANGE(json("'type':'change','changeId':'#','change':{'kind':'FigureMoved','figureId':'#','x':1,'y':2}")),
        PREVIEW(json("'type':'preview','figureId':'#','x':1,'y':2,'facing':3")),
        RELEASE(json("'type':'release','figureId':'#'")),
        SIGNAL(json("'type':'signal','from':'#','hello':true")),
        MEDIA(
                json(
                        "'type':'media','microphone':true,'camera':true,'screen':false,'away':false,'level':'GOOD','check':'GOOD'")),
        QUALITY(json("'type':'quality','samples':[{'roundTrip':40,'loss':0,'relay':false}]")),
        CHAT(json("'type':'chat','messageId':'#','text':'Oi'")),
        COMMAND(json("'type':'command','id':'#','command':'START'")),
        PING(json("'type':'ping','at':1")),
        UNKNOWN(json("'type':'song'")),
        MALFORMED(BareSocket.text("{")),
        EMPTY(BareSocket.text("")),
        BINARY(BareSocket.frame(BareSocket.BINARY, true, new byte[100])),
        CONTROL_PING(BareSocket.frame(BareSocket.PING, true, new byte[0])),
        CONTROL_PING_FULL(BareSocket.frame(BareSocket.PING, true, new byte[125])),
        CONTROL_PONG(BareSocket.frame(BareSocket.PONG, true, new byte[0])),
        FRAGMENTS(fragments());

        private final byte[] frame;

        Kind(byte[] frame) {
            this.frame = frame;
        }

        private static byte[] json(String members) {
            return BareSocket.text(("{" + members + "}").replace('\'', '"').replace("#", ID));
        }

        /** A ping in five parts, of which two are empty. */
        private static byte[] fragments() {
            var frames = new ByteArrayOutputStream();
            String[] parts = {"{\"type\":", "", "\"ping\",", "", "\"at\":1}"};
            for (int i = 0; i < parts.length; i++) {
                frames.writeBytes(BareSocket.frame(
                        i == 0 ? BareSocket.TEXT : BareSocket.CONTINUATION,
                        i == parts.length - 1,
                        parts[i].getBytes(StandardCharsets.UTF_8)));
            }
            return frames.toByteArray();
        }
    }

    /**
     * The connection was reset before its close frame was read: if data of the client is still on its way to the server, the reset
     * can overtake the close frame (RFC 9293 §3.10.4).
     */
    public static final int HUNG_UP = 1006;

    private static final int BLOCK = 60_000;

    private final BareSocket socket;

    public Flood(Room room, String ticket) throws IOException {
        this(room, "/socket/room", ticket);
    }

    public Flood(Room room, String path, String ticket) throws IOException {
        socket = new BareSocket(room, path, ticket);
    }

    /**
     * Sends until the server stops reading, or the time is over.
     *
     * @return when the server closed, and with which code; fails if the server never closed
     */
    public CompletableFuture<Closed> pours(Kind kind, Duration longest) {
        long start = System.nanoTime();
        var closed = CompletableFuture.supplyAsync(() -> {
            return new Closed(closeCode(), Duration.ofNanos(System.nanoTime() - start));
        });
        var block = new ByteArrayOutputStream();
        do {
            block.writeBytes(kind.frame);
        } while (block.size() < BLOCK);
        byte[] bytes = block.toByteArray();
        CompletableFuture.runAsync(() -> {
                    try {
                        OutputStream out = socket.out();
                        while (System.nanoTime() - start < longest.toNanos()) {
                            out.write(bytes);
                        }
                    } catch (IOException cutOff) {
                        // Expected.
                    }
                })
                .orTimeout(longest.toMillis() + 60_000, TimeUnit.MILLISECONDS);
        return closed.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private int closeCode() {
        try {
            return socket.closeCode();
        } catch (AssertionError withoutAWord) {
            return HUNG_UP;
        }
    }

    /**
     * Waits until the connection is closed, and ignores what arrives before.
     *
     * @throws AssertionError if it is still open after this time
     */
    public void awaitEnd(Duration longest) throws IOException {
        socket.awaitEnd(longest);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The close code, and the time since the first byte. */
    public record Closed(int code, Duration after) {}
}
