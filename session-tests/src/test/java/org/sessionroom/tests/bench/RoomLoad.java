package org.sessionroom.tests.bench;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sessionroom.tests.driver.Changes;
import org.sessionroom.tests.driver.TimedSocketClient;

/** Shared code of the room's benchmarks: people who change something, and the measured latencies. */
final class RoomLoad {

    private RoomLoad() {}

    /** Each person changes something once a second; returns the times until the acknowledgements, sorted, in nanoseconds. */
    static long[] changes(ScheduledExecutorService clock, List<TimedPair> pairs, Duration length)
            throws InterruptedException {
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        Map<String, Long> sent = new ConcurrentHashMap<>();
        List<TimedSocketClient> lines = pairs.stream()
                .flatMap(pair -> List.of(pair.therapist(), pair.client()).stream())
                .toList();
        lines.forEach(line -> line.onText((text, nanos) -> {
            if (text.startsWith("{\"type\":\"changed\"")) {
                int at = text.indexOf("\"changeId\":\"") + 12;
                Long start = sent.remove(line.id() + text.substring(at, at + 36));
                if (start != null) {
                    latencies.add(nanos - start);
                }
            }
        }));
        long step = TimeUnit.SECONDS.toNanos(1) / lines.size();
        int[] next = {0};
        var sending = clock.scheduleAtFixedRate(
                () -> {
                    int i = next[0]++ % lines.size();
                    UUID changeId = UUID.randomUUID();
                    JsonObject moved = Changes.moved(pairs.get(i / 2).figure(), next[0] % 900, i);
                    String frame = Changes.frame(changeId, moved).toString();
                    sent.put(lines.get(i).id() + changeId, System.nanoTime());
                    lines.get(i).send(frame);
                },
                0,
                step,
                TimeUnit.NANOSECONDS);
        return finish(sending, length, latencies);
    }

    static long[] finish(Future<?> sending, Duration length, ConcurrentLinkedQueue<Long> latencies)
            throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        sending.cancel(false);
        TimeUnit.MILLISECONDS.sleep(500);
        return latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    static void print(String what, long[] sorted) {
        System.out.printf(
                "%-60s n=%6d  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  max %6.2f ms%n",
                what,
                sorted.length,
                millis(sorted, 0.5),
                millis(sorted, 0.95),
                millis(sorted, 0.99),
                millis(sorted, 1));
    }

    private static double millis(long[] sorted, double share) {
        int index = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
        return sorted[index] / 1e6;
    }
}
