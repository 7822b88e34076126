package org.sessionroom.front;

import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The source of a request: an IPv4 address, or the /48 of an IPv6 address. A provider gives one customer at most a /48 (RFC 6177), which
 * contains 65,536 networks; counted by network, one machine would be as many sources.
 */
final class Source {

    private static final int SITE_BYTES = 6;

    private Source() {}

    /** @return empty for an address that cannot be resolved, which a proxy may send */
    static ByteBuffer of(HttpServerExchange exchange) {
        InetAddress address = exchange.getSourceAddress().getAddress();
        byte[] bytes = address == null ? new byte[0] : address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, SITE_BYTES));
    }
}
