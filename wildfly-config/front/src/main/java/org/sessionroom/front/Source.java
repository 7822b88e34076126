package org.sessionroom.front;

import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Where a request comes from: an address, or of an IPv6 address the part that one household or clinic has for itself (RFC 6177). */
final class Source {

    private static final int NETWORK_BYTES = 8;

    private Source() {}

    /** @return empty for an address that nobody could resolve, which a proxy may claim */
    static ByteBuffer of(HttpServerExchange exchange) {
        InetAddress address = exchange.getSourceAddress().getAddress();
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }
}
