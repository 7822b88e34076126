package org.sessionroom.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole protocol over a real socket; only the recogniser is scripted. */
class SpeechServerTest {
    private static final int STREAMS = 3;
    private static final int SOUND = 64 * 1024;
    private static final int TEXT = 256;
    private static final Limits LIMITS = new Limits(STREAMS, 2, SOUND, TEXT, Duration.ofMinutes(1));
    private static final String END = "{\"eof\" : 1}";

    private final ScriptedRecognisers recognisers = new ScriptedRecognisers();
    private SpeechServer server;

    @BeforeEach
    void start() throws Exception {
        start(LIMITS);
    }

    private void start(Limits limits) throws Exception {
        server = new SpeechServer(recognisers, limits, 0);
        server.start();
    }

    @AfterEach
    void stop() {
        recognisers.released.countDown();
        server.close();
    }

    @Test
    void eachPieceIsAnsweredAndTheEndWithTheLastText() throws Exception {
        Client client = client().say("{\"config\":{\"sample_rate\":16000}}");
        assertEquals("{\"partial\":\"100\"}", client.sound(100).hear());
        assertEquals(
                "{\"text\":\"150 à 16000\"}",
                client.sound(50, ScriptedRecognisers.ENDS).hear());
        assertEquals("{\"partial\":\"151\"}", client.sound(1).hear());
        assertEquals("{\"text\":\"151 à 16000\"}", client.say(END).hear());
        assertEquals(1000, client.closed().code());
        await(() -> recognisers.open() == 0 && server.freeStreams() == STREAMS);
    }

    @Test
    void soundWithoutAConfigurationIsTakenAt16Kilohertz() throws Exception {
        Client client = client();
        client.sound(10).hear();
        assertEquals("{\"text\":\"10 à 16000\"}", client.say(END).hear());
    }

    @Test
    void anotherSampleRateReachesTheRecogniser() throws Exception {
        Client client = client().say("{ \"config\" : { \"sample_rate\" : 48000, \"words\" : 1 } }");
        client.sound(10).hear();
        assertEquals("{\"text\":\"10 à 48000\"}", client.say(END).hear());
    }

    @Test
    void anEndWithoutSoundIsAnsweredWithNoText() throws Exception {
        Client client = client().say(END);
        assertEquals("{\"text\" : \"\"}", client.hear());
        assertEquals(1000, client.closed().code());
    }

    @Test
    void whatIsNoJsonEndsTheStreamWithAReason() throws Exception {
        Client client = client();
        client.sound(10).hear();
        assertEquals(
                new Client.Closed(1007, "A text must be a configuration or the end, as JSON."),
                client.say("{\"config\":").closed());
        await(() -> recognisers.open() == 0 && server.freeStreams() == STREAMS);
    }

    @Test
    void whatComesAfterTheEndIsNotAnswered() throws Exception {
        Client client = client();
        client.sound(10).hear();
        client.say(END).say(END);
        assertEquals("{\"text\":\"10 à 16000\"}", client.hear());
        assertEquals(1000, client.closed().code());
        assertEquals(0, client.unheard());
    }

    @Test
    void aFrameThatIsTooLongEndsTheStreamAndNeverReachesTheRecogniser() throws Exception {
        Client client = client();
        client.sound(SOUND / 2).hear();
        client.raw(SOUND + 2);
        assertEquals(1009, client.closed().code());
        await(() -> recognisers.open() == 0 && server.freeStreams() == STREAMS);
        assertEquals(1, recognisers.opened.get(0).pieces.get());
    }

    @Test
    void aTextThatIsTooLongEndsTheStream() throws Exception {
        assertEquals(
                1009,
                client().say("{\"x\":\"" + "x".repeat(TEXT) + "\"}").closed().code());
    }

    @Test
    void twoClientsAreHeardByTwoEars() throws Exception {
        Client one = client();
        Client other = client().say("{\"config\":{\"sample_rate\":8000}}");
        assertEquals("{\"partial\":\"10\"}", one.sound(10).hear());
        assertEquals("{\"partial\":\"20\"}", other.sound(20).hear());
        assertEquals("{\"partial\":\"11\"}", one.sound(1).hear());
        assertEquals("{\"text\":\"20 à 8000\"}", other.say(END).hear());
        assertEquals("{\"text\":\"11 à 16000\"}", one.say(END).hear());
    }

    @Test
    void anEarOfAClientThatVanishedIsClosedWhenItsWorkerIsDone() throws Exception {
        Client client = client();
        client.sound(10, ScriptedRecognisers.WAITS);
        recognisers.waiting.await();
        client.vanish();
        client().sound(10).hear();
        assertEquals(2, recognisers.open());
        recognisers.released.countDown();
        await(() -> recognisers.open() == 1 && server.freeStreams() == STREAMS - 1);
        assertFalse(recognisers.opened.get(0).closedInUse.get());
    }

    @Test
    void oneStreamTooManyIsRefusedAndAFreedStreamIsGivenAgain() throws Exception {
        Client first = client();
        for (int i = 1; i < STREAMS; i++) {
            client().sound(1).hear();
        }
        first.sound(1).hear();
        Client refused = client();
        assertEquals(new Client.Closed(1013, "As many streams as are allowed are open."), refused.closed());
        assertEquals("{\"partial\":\"2\"}", first.sound(1).hear());
        first.leave();
        await(() -> server.freeStreams() == 1);
        assertEquals("{\"partial\":\"7\"}", client().sound(7).hear());
    }

    @Test
    void whoIsFasterThanTheRecogniserIsHeldBackAndLosesNothing() throws Exception {
        Client client = client();
        client.sound(1, ScriptedRecognisers.WAITS);
        recognisers.waiting.await();
        int sent = 0;
        try {
            // The buffers of the two sockets hold some megabytes.
            for (; sent < 1000; sent++) {
                var sending = client.start(SOUND / 2);
                try {
                    sending.get(500, TimeUnit.MILLISECONDS);
                } catch (TimeoutException heldBack) {
                    recognisers.released.countDown();
                    sending.get(10, TimeUnit.SECONDS);
                    sent++;
                    break;
                }
            }
        } finally {
            recognisers.released.countDown();
        }
        assertTrue(sent < 1000, "held back");
        for (int i = 0; i <= sent; i++) {
            assertEquals("{\"partial\":\"" + (1 + i * SOUND / 2) + "\"}", client.hear());
        }
        assertEquals(sent + 1, recognisers.opened.get(0).pieces.get());
    }

    @Test
    void socketsAreAnsweredWhileEveryWorkerRecognises() throws Exception {
        client().sound(1, ScriptedRecognisers.WAITS);
        client().sound(1, ScriptedRecognisers.WAITS);
        await(() -> recognisers.opened.stream()
                        .mapToInt(recogniser -> recogniser.pieces.get())
                        .sum()
                == 2);
        Client third = client();
        third.ping();
        third.sound(1);
        assertEquals(0, third.unheard());
        recognisers.released.countDown();
        assertEquals("{\"partial\":\"1\"}", third.hear());
    }

    @Test
    void aFailureOfTheRecogniserEndsThisStreamAndTellsNothingOfIt() throws Exception {
        Client other = client();
        assertEquals(
                new Client.Closed(1011, "The sound could not be recognised."),
                client().sound(1, ScriptedRecognisers.FAILS).closed());
        assertEquals("{\"partial\":\"1\"}", other.sound(1).hear());
        await(() -> recognisers.open() == 1);
    }

    @Test
    void halfASampleIsRefused() throws Exception {
        assertEquals(1007, client().raw(3).closed().code());
    }

    @Test
    void whoSaysNothingForTooLongIsLetGo() throws Exception {
        server.close();
        start(new Limits(STREAMS, 1, SOUND, TEXT, Duration.ofMillis(300)));
        Client client = client();
        client.sound(1).hear();
        assertEquals(1001, client.closed().code());
        await(() -> recognisers.open() == 0 && server.freeStreams() == STREAMS);
    }

    @Test
    void aPageOfABrowserIsRefused() {
        var refusal = assertThrows(CompletionException.class, () -> HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Origin", "https://localhost:8443")
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port()), new WebSocket.Listener() {})
                .join());
        var answer = assertInstanceOf(WebSocketHandshakeException.class, refusal.getCause());
        assertEquals(403, answer.getResponse().statusCode());
    }

    @Test
    void noOtherAddressOfThisMachineIsAnswered() {
        var refusal = assertThrows(CompletionException.class, () -> Client.at("127.0.0.2", server.port()));
        assertInstanceOf(ConnectException.class, refusal.getCause());
    }

    @Test
    void streamsThatAreOpenWhenItEndsAreToldSo() throws Exception {
        Client client = client();
        client.sound(1).hear();
        server.close();
        assertEquals(1001, client.closed().code());
    }

    private Client client() {
        return Client.of(server.port());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "waited in vain");
            Thread.sleep(5);
        }
    }
}
