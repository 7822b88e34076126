package org.sessionroom.launcher;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables with which the nodes of a room start; docs/configuration.md describes them.
 *
 * @param speech the room's own speech engine, if it was started with a model
 */
record NodeEnvironment(RoomSettings settings, RoomAddresses addresses, RoomKeys keys, Optional<SpeechEngine> speech) {

    /** Settings that the room was given replace these; an empty one removes a variable. */
    Map<String, String> of(String name, Ports.Node node) {
        var environment = new HashMap<String, String>();
        environment.put("SESSION_PUBLIC_URL", addresses.url().toString());
        environment.put("SESSION_ALLOWED_ORIGINS", addresses.allPages());
        environment.put("SESSION_OTHER_URLS", addresses.allPages());
        environment.put("SESSION_DB_PORT", Integer.toString(settings.ports().database()));
        environment.put("SESSION_DB_SSLMODE", "disable");
        environment.put("SESSION_MASTER_KEY_FILE", keys.masterKey().toString());
        environment.put("SESSION_SIGNING_KEYSTORE", keys.signing().toString());
        environment.put("SESSION_SIGNING_KEYSTORE_PASSWORD", keys.password());
        environment.put("SESSION_SIGNING_KEY_ALIAS", keys.signingAlias());
        environment.put("SESSION_TLS_KEYSTORE", keys.certificate().toString());
        environment.put("SESSION_TLS_KEYSTORE_PASSWORD", keys.password());
        environment.put("SESSION_CLUSTER_KEYSTORE", keys.cluster().toString());
        environment.put("SESSION_CLUSTER_KEYSTORE_PASSWORD", keys.password());
        environment.put("SESSION_JWKS_URL", "http://127.0.0.1:" + node.http() + "/api/jwks");
        environment.put(
                "SESSION_OIDC_PROVIDER_URL", addresses.identityProvider().toString());
        environment.put("SESSION_OIDC_CLIENT_ID", IdentityProvider.CLIENT);
        environment.put("SESSION_OIDC_CLIENT_SECRET", IdentityProvider.CLIENT);
        environment.put("SESSION_MAIL_PORT", Integer.toString(settings.ports().mail()));
        speech.ifPresent(engine -> {
            environment.put("SESSION_SPEECH_DIALECT", "vosk");
            environment.put("SESSION_SPEECH_URL", engine.url().toString());
        });
        environment.put("SESSION_NODE_NAME", name);
        environment.put("SESSION_CLUSTER_PORT", Integer.toString(node.cluster()));
        environment.put("SESSION_CLUSTER_PEERS", addresses.peers());
        if (settings.ports().nodes().size() == 1) {
            // There is no other node to wait for.
            environment.put("SESSION_CLUSTER_JOIN_TIMEOUT", "50");
        }
        environment.putAll(settings.environment());
        environment.values().removeIf(String::isEmpty);
        return environment;
    }
}
