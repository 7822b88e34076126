package org.sessionroom.provider.dialect;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One message to a provider over its socket. */
sealed interface Frame {

    CompletableFuture<WebSocket> sendOver(WebSocket socket);

    /** Bytes. */
    int size();

    /** A message of text. */
    record Text(String text) implements Frame {

        @Override
        public CompletableFuture<WebSocket> sendOver(WebSocket socket) {
            return socket.sendText(text, true);
        }

        @Override
        public int size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        /** Shows nothing of it: it may be what somebody said. */
        @Override
        public String toString() {
            return "Text[" + text.length() + "]";
        }
    }

    /** A message of bytes. */
    record Binary(byte[] bytes) implements Frame {

        @Override
        public CompletableFuture<WebSocket> sendOver(WebSocket socket) {
            return socket.sendBinary(ByteBuffer.wrap(bytes), true);
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }
}
