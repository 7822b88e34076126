package org.sessionroom.provider.dialect;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One WebSocket message to a provider. */
sealed interface Frame {

    CompletableFuture<WebSocket> sendOver(WebSocket socket);

    /** In bytes. */
    int size();

    /** A text message. */
    record Text(String text) implements Frame {

        @Override
        public CompletableFuture<WebSocket> sendOver(WebSocket socket) {
            return socket.sendText(text, true);
        }

        @Override
        public int size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        /** Does not show the text, which may be what somebody said. */
        @Override
        public String toString() {
            return "Text[" + text.length() + "]";
        }
    }

    /** A binary message. */
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
