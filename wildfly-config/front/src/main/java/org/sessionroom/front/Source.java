package org.sessionroom.front;

import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** The source of a request: an IPv4 address, or the /64 of an IPv6 address, which one household or clinic has for itself (RFC 6177). */
final class Source {

    private static final int NETWORK_BYTES = 8;

    private Source() {}

    /** @return empty for an address that cannot be resolved, which a proxy may send */
    static ByteBuffer of(HttpServerExchange exchange) {
        InetAddress address = exchange.getSourceAddress().getAddress();
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }
}
