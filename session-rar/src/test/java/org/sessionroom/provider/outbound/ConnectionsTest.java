package org.sessionroom.provider.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.sessionroom.provider.RecordedRecognition;
import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.AssistantConnection;
import org.sessionroom.provider.api.AssistantConnectionFactory;
import org.sessionroom.provider.api.Completion;
import org.sessionroom.provider.api.CompletionRequest;
import org.sessionroom.provider.api.ProviderFailure;
import org.sessionroom.provider.api.ProviderHealth;
import org.sessionroom.provider.api.ProviderMeter;
import org.sessionroom.provider.api.Reason;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.api.SpeechConnectionFactory;
import org.sessionroom.provider.api.SpeechSpec;
import org.sessionroom.provider.scripted.HearsOneSentence;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.provider.scripted.ScriptedProvider.Script;

class ConnectionsTest {

    private static final String KEY = "key-of-the-container";
    private static final CompletionRequest QUESTION =
            new CompletionRequest("Resuma.", "{}", "resumo", "{\"type\":\"object\"}", 10, "pt-BR");
    private static final Script ANSWERS = peer -> {
        peer.body();
        peer.answer(
                200,
                "application/json",
                "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2}}");
    };

    private final SpeechManagedConnectionFactory speech = new SpeechManagedConnectionFactory();
    private final AssistantManagedConnectionFactory assistant = new AssistantManagedConnectionFactory();
    private Container container;

    @BeforeEach
    void start() throws ResourceException {
        container = new Container(KEY);
        speech.setResourceAdapter(container.adapter);
        assistant.setResourceAdapter(container.adapter);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private SpeechConnectionFactory streams() {
        return (SpeechConnectionFactory) speech.createConnectionFactory(container);
    }

    private AssistantConnectionFactory questions() {
        return (AssistantConnectionFactory) assistant.createConnectionFactory(container);
    }

    private static SpeechSpec spec() {
        return new SpeechSpec(UUID.randomUUID(), "pt-BR", SpeechSpec.RATE);
    }

    private void listenTo(ScriptedProvider provider) {
        speech.setDialect("vosk");
        speech.setUrl(provider.socketAddress("/").toString());
    }

    private static Reason refusal(Executable call) {
        return assertThrows(ProviderFailure.class, call).reason();
    }

    @Test
    void withoutConfigurationBothAreOff() {
        assertEquals(Reason.OFF, refusal(() -> streams().getConnection(spec())));
        assertEquals(Reason.OFF, refusal(() -> questions().getConnection()));
        assertEquals(ProviderHealth.State.OFF, streams().health().state());
        assertEquals(ProviderHealth.State.OFF, questions().health().state());
    }

    @Test
    void aWrongConfigurationIsRefusedAndHealthSaysSo() {
        speech.setDialect("esperanto");
        assertEquals(Reason.MISCONFIGURED, refusal(() -> streams().getConnection(spec())));
        assertEquals(Optional.of(Reason.MISCONFIGURED), streams().health().reason());
        speech.setDialect("vosk");
        for (String url : List.of("none", "http://127.0.0.1/", "ws:", "not a url")) {
            speech.setUrl(url);
            assertEquals(Reason.MISCONFIGURED, refusal(() -> streams().getConnection(spec())), url);
        }
        assistant.setUrl("ws://127.0.0.1/");
        assertEquals(Reason.MISCONFIGURED, refusal(() -> questions().getConnection()));
    }

    @Test
    void aStreamGoesOutWithTheContainersKeyEvenWhenWorkIsRejectedNowAndThen() throws ProviderFailure {
        try (var provider = ScriptedProvider.playing(new HearsOneSentence(KEY, "bom dia"))) {
            listenTo(provider);
            SpeechConnectionFactory streams = streams();
            List<String> latencies = Collections.synchronizedList(new ArrayList<>());
            streams.measuredBy(new ProviderMeter() {
                @Override
                public void finalAfter(Duration latency) {
                    latencies.add("final");
                }
            });
            container.rejections.set(3);
            SpeechConnection microphone = streams.getConnection(spec());
            byte[] frame = new byte[3200];
            Arrays.fill(frame, (byte) 5);
            assertEquals(
                    Appended.ACCEPTED, microphone.append(frame, Instant.now().toEpochMilli()));
            microphone.commit();
            RecordedRecognition.await("final", () -> latencies.equals(List.of("final")));
            microphone.close();
            microphone.close();
            assertEquals(List.of(ConnectionEvent.CONNECTION_CLOSED), container.events);
            assertEquals(Appended.LOST, microphone.append(frame, Instant.now().toEpochMilli()));
        }
    }

    @Test
    void aStreamThatIsLostIsTakenFromThePool() throws ProviderFailure {
        try (var provider = ScriptedProvider.playing(new HearsOneSentence("another key", "bom dia"))) {
            listenTo(provider);
            SpeechConnection microphone = streams().getConnection(spec());
            RecordedRecognition.await(
                    "error", () -> container.events.equals(List.of(ConnectionEvent.CONNECTION_ERROR_OCCURRED)));
            assertEquals(
                    Appended.LOST, microphone.append(new byte[2], Instant.now().toEpochMilli()));
            microphone.close();
            assertEquals(1, container.events.size());
            assertEquals(Optional.of(Reason.REFUSED_LOGIN), streams().health().reason());
        }
    }

    /** Repeated attempts to reopen a stream are refused at once, without a request to the provider. */
    @Test
    void aProviderThatRefusedForGoodIsNotAskedAgainForAWhile() throws ProviderFailure {
        try (var provider = ScriptedProvider.playing(new HearsOneSentence("another key", "bom dia"))) {
            listenTo(provider);
            streams().getConnection(spec());
            RecordedRecognition.await(
                    "error", () -> container.events.equals(List.of(ConnectionEvent.CONNECTION_ERROR_OCCURRED)));
            for (int again = 0; again < 3; again++) {
                assertEquals(Reason.REFUSED_LOGIN, refusal(() -> streams().getConnection(spec())));
            }
            assertEquals(1, provider.connections());
        }
    }

    @Test
    void aStreamIsNeverGivenToAnother() throws ResourceException {
        try (var provider = ScriptedProvider.playing(new HearsOneSentence(KEY, "bom dia"))) {
            listenTo(provider);
            var request = new SpeechRequest(spec());
            var connection = speech.createManagedConnection(null, request);
            assertNull(speech.matchManagedConnections(Set.of(connection), null, request));
            connection.getConnection(null, request);
            assertThrows(ResourceException.class, () -> connection.getConnection(null, request));
            assertEquals(Set.of(), speech.getInvalidConnections(Set.of(connection)));
            connection.destroy();
            assertEquals(Set.of(connection), speech.getInvalidConnections(Set.of(connection)));
        }
    }

    @Test
    void aQuestionIsAnsweredAndItsTokensAreCounted() throws ProviderFailure {
        List<Integer> tokens = Collections.synchronizedList(new ArrayList<>());
        try (var provider = ScriptedProvider.playing(ANSWERS)) {
            assistant.setUrl(provider.address("/v1/chat/completions").toString());
            questions().measuredBy(new ProviderMeter() {
                @Override
                public void tokens(int prompt, int completion) {
                    tokens.add(prompt);
                    tokens.add(completion);
                }
            });
            AssistantConnection connection = questions().getConnection();
            assertEquals(new Completion("{}", "", 5, 2), connection.complete(QUESTION));
            connection.close();
            connection.close();
            assertThrows(IllegalStateException.class, () -> connection.complete(QUESTION));
            assertEquals(List.of(5, 2), tokens);
            assertEquals(List.of(ConnectionEvent.CONNECTION_CLOSED), container.events);
        }
    }

    @Test
    void healthFollowsWhatBecameOfQuestions() throws ProviderFailure {
        Script fails = peer -> {
            peer.body();
            peer.answer(500, "text/plain", "x");
        };
        try (var provider = ScriptedProvider.playing(fails, ANSWERS)) {
            assistant.setUrl(provider.address("/").toString());
            try (AssistantConnection connection = questions().getConnection()) {
                assertEquals(Reason.FAILED, refusal(() -> connection.complete(QUESTION)));
                assertEquals(Optional.of(Reason.FAILED), questions().health().reason());
                connection.complete(QUESTION);
                assertEquals(ProviderHealth.State.UP, questions().health().state());
            }
        }
    }

    /** A provider that is reachable may still be unusable. */
    @Test
    void aProviderThatRefusesWhatItIsAskedIsOfNoUseUntilItAnswers() throws ProviderFailure {
        Script refuses = peer -> {
            peer.body();
            peer.answer(400, "text/plain", "no such model");
        };
        try (var provider = ScriptedProvider.playing(refuses, ANSWERS)) {
            assistant.setUrl(provider.address("/").toString());
            assertEquals(ProviderHealth.State.UNKNOWN, questions().health().state(), "nobody has asked it yet");
            try (AssistantConnection connection = questions().getConnection()) {
                refusal(() -> connection.complete(QUESTION));
                assertEquals(ProviderHealth.State.UNUSABLE, questions().health().state());
                assertEquals(
                        Optional.of(Reason.REFUSED_REQUEST),
                        questions().health().reason());
                connection.complete(QUESTION);
                assertEquals(ProviderHealth.State.UP, questions().health().state());
                connection.useless();
                assertEquals(ProviderHealth.State.UNUSABLE, questions().health().state());
            }
        }
    }

    @Test
    void factoriesAreEqualWhenTheyAreConfiguredAlike() {
        var other = new SpeechManagedConnectionFactory();
        assertEquals(speech, other);
        assertEquals(speech.hashCode(), other.hashCode());
        other.setUrl("ws://127.0.0.1/");
        assertFalse(speech.equals(other));
        assertTrue(new AssistantManagedConnectionFactory().equals(assistant));
    }

    @Test
    void nothingShowsTheKey() throws ResourceException {
        assistant.setUrl("http://127.0.0.1/?key=" + KEY);
        String shown = assistant + " " + assistant.createManagedConnection(null, null) + " " + speech;
        assertFalse(shown.contains(KEY));
    }
}
