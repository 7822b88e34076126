package org.sessionroom.tests.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.launcher.DemoPerson;
import org.sessionroom.launcher.Room;
import org.sessionroom.provider.scripted.Peer;
import org.sessionroom.provider.scripted.ScriptedProvider;
import org.sessionroom.tests.driver.HttpVisitor;
import org.sessionroom.tests.driver.Pair;
import org.sessionroom.tests.driver.RoomSocketClient;
import org.sessionroom.tests.driver.RunningRoom;
import org.sessionroom.tests.driver.Therapist;
import org.sessionroom.tests.driver.TimedSocketClient;

/**
 * A hundred microphones on one node, in fifty rooms, each sending a tenth of a second ten times a second, with the speech
 * server, PostgreSQL and the load on the same machine. Everybody speaks continuously, in utterances of two to four seconds
 * and with a new word every three tenths of a second:
 *
 * <ul>
 *   <li>sound: from the browser's socket to the speech server's, the whole way through the node;
 *   <li>partial: from the speech server's result to both browsers, during the utterance;
 *   <li>final: from the speech server's result to both browsers, including the commit;
 *   <li>the node's processor usage meanwhile;
 *   <li>the same if all hundred finish their utterance within the same tenth of a second, the worst case;
 *   <li>its heap after a garbage collection, before and after a minute in which the speech server reads nothing.
 * </ul>
 */
public final class SpeechBenchmark {

    private static final int ROOMS = 50;
    private static final int RUNS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration RUN = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int FRAME_BYTES = 3_200;
    private static final long FRAME_MILLIS = 100;

    /** Frames of the shortest utterance, and how many more the longest may have. */
    private static final int SHORTEST = 20;

    private static final int MORE = 21;
    private static final int FRAMES_OF_A_WORD = 3;

    /** The interval at which everybody finishes at once: every three seconds. */
    private static final long TOGETHER_NANOS = 3_000_000_000L;

    /** A partial has further text after the number. */
    private static final Pattern SAID_AT = Pattern.compile("\"text\":\"(\\d+)");

    private final Queue<Long> sound = new ConcurrentLinkedQueue<>();
    private final Queue<Long> partials = new ConcurrentLinkedQueue<>();
    private final Queue<Long> finals = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final AtomicInteger streams = new AtomicInteger();
    private volatile boolean together;
    private volatile CountDownLatch stalled = new CountDownLatch(0);

    private SpeechBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        new SpeechBenchmark().run();
    }

    private void run() throws Exception {
        try (ScriptedProvider server = ScriptedProvider.playing(this::listen);
                Room room = new Room(RunningRoom.asInAHospital("speech")
                        .with(Map.of(
                                "SESSION_RUNNING_PER_THERAPIST",
                                "100",
                                "SESSION_STREAMS_PER_PERSON",
                                "100",
                                "SESSION_SPEECH_DIALECT",
                                "vosk",
                                "SESSION_SPEECH_URL",
                                server.socketAddress("/").toString())))) {
            room.start();
            List<TimedSocketClient> microphones = openHouse(room);
            System.out.printf(
                    "%d microphones, %d connections to the speech server%n", microphones.size(), server.connections());
            speak(microphones);
            TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
            for (int run = 1; run <= RUNS; run++) {
                measure(room, "run " + run);
            }
            together = true;
            measure(room, "all at once");
            together = false;
            stall(room);
            clock.shutdownNow();
        }
    }

    private List<TimedSocketClient> openHouse(Room room) {
        Therapist paulo = Therapist.loggedIn(room, DemoPerson.PAULO);
        List<TimedSocketClient> microphones = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            Pair pair = Pair.transcribed(paulo);
            pair.desk()
                    .send(jakarta.json.Json.createObjectBuilder()
                            .add("type", "command")
                            .add("id", UUID.randomUUID().toString())
                            .add("command", "SHARE_TRANSCRIPT")
                            .add("shared", true)
                            .build());
            pair.desk().await(RoomSocketClient.is("done"));
            // These two take over the seats from the connections that prepared the room.
            for (String ticket : List.of(
                    paulo.pass(pair.session()).ticket(),
                    pair.guest().pass(pair.session()).ticket())) {
                TimedSocketClient.open(room, ticket).onText(this::hear);
            }
            microphones.add(microphone(room, paulo.pass(pair.session()).ticket()));
            microphones.add(microphone(room, pair.guest().pass(pair.session()).ticket()));
        }
        return microphones;
    }

    private static TimedSocketClient microphone(Room room, String ticket) {
        TimedSocketClient line = TimedSocketClient.open(room, ticket, "/socket/microphone");
        line.send("{\"type\":\"clock\",\"now\":" + pageMillis() + "}");
        return line;
    }

    private static long pageMillis() {
        return System.nanoTime() / 1_000_000 & 0xFFFF_FFFFL;
    }

    /** The samples of each frame contain the time at which it was sent. */
    private void speak(List<TimedSocketClient> microphones) {
        long apart = TimeUnit.MILLISECONDS.toNanos(FRAME_MILLIS) / microphones.size();
        int[] next = {0};
        clock.scheduleAtFixedRate(
                () -> {
                    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + FRAME_BYTES);
                    frame.putInt((int) pageMillis()).putLong(System.nanoTime()).rewind();
                    microphones.get(next[0]++ % microphones.size()).send(frame);
                },
                0,
                apart,
                TimeUnit.NANOSECONDS);
    }

    private void listen(Peer peer) throws IOException {
        peer.accept().text();
        var utterances = new Utterances(streams.getAndIncrement());
        try {
            while (true) {
                stalled.await();
                Peer.Message message = peer.next();
                if (message.kind() != Peer.Message.Kind.BINARY) {
                    return;
                }
                sound.add(System.nanoTime() - ByteBuffer.wrap(message.bytes()).getLong());
                peer.send(utterances.next());
            }
        } catch (EOFException hungUp) {
            // The normal end of a stream.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The results of the speech server for one speaker. */
    private final class Utterances {

        private final int length;
        private int frames;
        private long wordAt;
        private long lastTogether = System.nanoTime() / TOGETHER_NANOS;

        Utterances(int stream) {
            length = SHORTEST + stream % MORE;
            frames = stream % SHORTEST;
        }

        /** The answer to a frame. */
        String next() {
            frames++;
            long now = System.nanoTime();
            boolean over = together ? now / TOGETHER_NANOS > lastTogether : frames >= length;
            lastTogether = now / TOGETHER_NANOS;
            if (over) {
                frames = 0;
                return "{\"text\":\"" + now + "\"}";
            }
            if (frames % FRAMES_OF_A_WORD == 0) {
                wordAt = now;
            }
            int words = frames / FRAMES_OF_A_WORD;
            return "{\"partial\":\"" + (words == 0 ? "" : wordAt + " fala".repeat(words)) + "\"}";
        }
    }

    private void hear(String frame, long nanos) {
        Queue<Long> heard = frame.startsWith("{\"type\":\"line\"")
                ? finals
                : frame.startsWith("{\"type\":\"partial\"") ? partials : null;
        Matcher said = SAID_AT.matcher(frame);
        if (heard != null && said.find()) {
            heard.add(nanos - Long.parseLong(said.group(1)));
        }
    }

    private void measure(Room room, String run) throws InterruptedException {
        ProcessHandle node = room.nodes().get(0).process().toHandle();
        sound.clear();
        partials.clear();
        finals.clear();
        Duration before = processorTime(node);
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(RUN.toMillis());
        double share = (double) processorTime(node).minus(before).toNanos() / (System.nanoTime() - start);
        print("sound to the speech server, " + run, sound);
        print("partial to both browsers, " + run, partials);
        print("final to both browsers, " + run, finals);
        System.out.printf("%-44s %.0f %% of a core%n", "the node, " + run, 100 * share);
    }

    private static Duration processorTime(ProcessHandle node) {
        return node.info().totalCpuDuration().orElseThrow();
    }

    private void stall(Room room) throws Exception {
        long node = room.nodes().get(0).process().pid();
        System.out.printf("heap before the stall: %.0f MB%n", heap(node));
        stalled = new CountDownLatch(1);
        TimeUnit.MILLISECONDS.sleep(STALL.toMillis());
        System.out.printf("heap after a minute without reading: %.0f MB%n", heap(node));
        stalled.countDown();
        finals.clear();
        TimeUnit.MILLISECONDS.sleep(RUN.toMillis());
        System.out.printf("finals in the %d s after it: %d%n", RUN.toSeconds(), finals.size());
    }

    /** Live objects, in MB. */
    private static double heap(long pid) throws IOException, InterruptedException {
        String jcmd = ProcessHandle.current().info().command().orElseThrow().replaceFirst("java$", "jcmd");
        Process histogram = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
        String text = new String(histogram.getInputStream().readAllBytes());
        histogram.waitFor();
        Matcher total = Pattern.compile("Total\\s+\\d+\\s+(\\d+)").matcher(text);
        HttpVisitor.require(total.find(), text);
        return Double.parseDouble(total.group(1)) / 1e6;
    }

    private static void print(String what, Queue<Long> latencies) {
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        HttpVisitor.require(sorted.length > 0, "nothing was measured of " + what);
        System.out.printf(
                "%-44s n=%6d  p50 %6.2f ms  p99 %6.2f ms  max %6.2f ms%n",
                what,
                sorted.length,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) Math.min(sorted.length - 1L, Math.round(0.99 * sorted.length))] / 1e6,
                Arrays.stream(sorted).max().orElseThrow() / 1e6);
    }
}
