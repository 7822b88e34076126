package org.sessionroom.launcher;

import java.net.URI;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of a room on this machine.
 *
 * @param keycloak whether Keycloak is its identity provider, and not the demo's
 */
record RoomAddresses(Ports ports, boolean keycloak) {

    /** The address for people: the first node's pages. */
    URI url() {
        return URI.create("https://localhost:" + ports.nodes().get(0).https());
    }

    /** The first node's pages without TLS. */
    URI plainUrl() {
        return URI.create("http://localhost:" + ports.nodes().get(0).http());
    }

    /** The API's address on this machine, without TLS. */
    URI api() {
        return URI.create("http://127.0.0.1:" + ports.nodes().get(0).http() + "/api");
    }

    URI identityProvider() {
        int port = ports.identityProvider();
        return keycloak ? Keycloak.url(port) : DemoIdentityProvider.url(port);
    }

    /** The addresses of every node, because there is no proxy in front of them; without TLS only for tests, which use such pages. */
    String allPages() {
        boolean plain = Boolean.getBoolean("room.plain.pages");
        return ofNodes(node -> plain
                ? Stream.of(
                        "https://localhost:" + node.https(),
                        "http://localhost:" + node.http(),
                        "http://127.0.0.1:" + node.http())
                : Stream.of("https://localhost:" + node.https()));
    }

    /** The nodes as they find each other in the cluster. */
    String peers() {
        return ofNodes(node -> Stream.of("127.0.0.1[" + node.cluster() + "]"));
    }

    private String ofNodes(Function<Ports.Node, Stream<String>> addresses) {
        return ports.nodes().stream().flatMap(addresses).collect(Collectors.joining(","));
    }
}
