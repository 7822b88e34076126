package org.sessionroom.tests.container;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.sessionroom.launcher.Ports;
import org.sessionroom.launcher.Room;
import org.sessionroom.launcher.RoomSettings;
import org.sessionroom.provider.scripted.HearsOneSentence;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.tests.driver.RunningRoom;

/**
 * Gives Arquillian the WildFly to start, and starts the services that the application needs: a room without nodes. The
 * server itself stays as it was provisioned; it writes to a folder of its own.
 */
public final class ContainerSurroundings implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Beginning.class);
    }

    /** Lives as long as Arquillian. */
    public static final class Beginning {

        private static final String SPEECH_KEY = "a-key-for-the-speech-provider";

        private Room surroundings;
        private ScriptedProvider speech;

        public void configure(@Observes ContainerRegistry registry) {
            RoomSettings settings = RoomSettings.ofSystemProperties();
            Path folder = RunningRoom.folder("container");
            surroundings = new Room(settings.with(folder, Ports.free(0)));
            surroundings.start();
            speech = ScriptedProvider.playing(new HearsOneSentence(SPEECH_KEY, "hoje foi um dia bom"));
            Ports.Node ports = Ports.free(1).nodes().get(0);
            registry.getContainers()
                    .forEach(container -> configure(container.getContainerConfiguration(), settings, folder, ports));
        }

        private void configure(ContainerDef wildfly, RoomSettings settings, Path folder, Ports.Node ports) {
            wildfly.property(
                            "jbossHome",
                            settings.server().toAbsolutePath().normalize().toString())
                    .property("setupCleanServerBaseDir", "true")
                    .property("cleanServerBaseDir", folder.resolve("wildfly").toString())
                    .property("allowConnectingToRunningServer", "false")
                    .property("managementPort", Integer.toString(ports.management()))
                    .property("startupTimeoutInSeconds", "120")
                    .property("javaVmArguments", javaOptions(settings, folder, ports))
                    .property("outputToConsole", "false");
        }

        private String javaOptions(RoomSettings settings, Path folder, Ports.Node ports) {
            String options = environment(folder, ports).entrySet().stream()
                    .map(entry -> "-Denv." + entry.getKey() + "=" + entry.getValue() + " -D"
                            + configName(entry.getKey()) + "=" + entry.getValue())
                    .collect(Collectors.joining(" "));
            return "-Xmx512m -XX:+UseSerialGC " + String.join(" ", settings.javaOptions())
                    + " -Djava.net.preferIPv4Stack=true -Djboss.node.name=container -Djboss.http.port=" + ports.http()
                    + " -Djboss.https.port=" + ports.https() + " -Djboss.management.http.port=" + ports.management()
                    + " " + options;
        }

        private Map<String, String> environment(Path folder, Ports.Node ports) {
            var environment = new HashMap<>(RunningRoom.SIGNING_KEYS.environment());
            environment.put(
                    "SESSION_DB_PORT", Integer.toString(surroundings.database().port()));
            environment.put("SESSION_DB_SSLMODE", "disable");
            environment.put(
                    "SESSION_MASTER_KEY_FILE", folder.resolve("keys/master.key").toString());
            environment.put("SESSION_OTHER_URLS", "http://127.0.0.1:" + ports.http());
            environment.put("SESSION_JWKS_URL", "http://127.0.0.1:" + ports.http() + "/api/jwks");
            environment.put(
                    "SESSION_OIDC_PROVIDER_URL",
                    surroundings.identityProvider().url().toString());
            environment.put("SESSION_CLUSTER_PORT", Integer.toString(ports.cluster()));
            environment.put("SESSION_CLUSTER_PEERS", "127.0.0.1[" + ports.cluster() + "]");
            environment.put("SESSION_CLUSTER_JOIN_TIMEOUT", "50");
            environment.put("SESSION_SPEECH_DIALECT", "vosk");
            environment.put("SESSION_SPEECH_URL", speech.socketAddress("/").toString());
            environment.put("SESSION_SPEECH_KEY", SPEECH_KEY);
            return environment;
        }

        /** MicroProfile Config reads system properties under the name it derives for environment variables. */
        private static String configName(String variable) {
            return variable.toLowerCase(Locale.ROOT).replace('_', '.');
        }

        /** After the container has stopped, so that nothing fails on its way out. */
        public void end(@Observes(precedence = -100) AfterSuite after) {
            speech.close();
            surroundings.close();
        }
    }
}
