package org.sessionroom.tests.driver;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sessionroom.launcher.Room;

/**
 * Rooms in which somebody changes the field all the time, and how long each change waits for its acknowledgement. A change that
 * is not acknowledged counts with the time it has waited until the end.
 */
public final class ChangingRooms implements AutoCloseable {

    private final List<AssociatedData> places = new ArrayList<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private record AssociatedData(TimedSocketClient line, UUID figure) {}

    /** Opens rooms on the first node, starts them, and places one figure in each. */
    public static ChangingRooms opened(Room room, Therapist therapist, int count) {
        var rooms = new ChangingRooms();
        for (int i = 0; i < count; i++) {
            Therapist.Opened opened = therapist.opens();
            UUID figure = UUID.randomUUID();
            try (RoomSocketClient line = therapist.enters(opened)) {
                line.command("START");
                line.changed(Changes.placed(figure, "Mãe"));
            }
            TimedSocketClient line = TimedSocketClient.open(
                    room, therapist.pass(opened.session()).ticket());
            line.onText(rooms::heard);
            rooms.places.add(new AssociatedData(line, figure));
        }
        return rooms;
    }

    private void heard(String text, long nanos) {
        int at = text.indexOf("\"changeId\":\"");
        if (at < 0) {
            return;
        }
        Long start = sent.remove(text.substring(at + 12, at + 48));
        if (start != null && text.startsWith("{\"type\":\"changed\"")) {
            latencies.add(nanos - start);
        } else if (start != null) {
            refusals.add(text);
        }
    }

    /** From now on each room sends a change at this interval. */
    public void change(long everyMillis) {
        long[] next = {0};
        clock.scheduleAtFixedRate(
                () -> {
                    int i = (int) (next[0]++ % places.size());
                    UUID changeId = UUID.randomUUID();
                    JsonObject moved = Changes.moved(places.get(i).figure(), next[0] % 900, i);
                    sent.put(changeId.toString(), System.nanoTime());
                    places.get(i).line().send(Changes.frame(changeId, moved));
                },
                0,
                TimeUnit.MILLISECONDS.toNanos(everyMillis) / places.size(),
                TimeUnit.NANOSECONDS);
    }

    /** How long the changes since the last call waited, in nanoseconds, sorted. */
    public long[] waited() {
        var all = new ArrayList<Long>();
        for (Long latency = latencies.poll(); latency != null; latency = latencies.poll()) {
            all.add(latency);
        }
        long now = System.nanoTime();
        sent.values().forEach(start -> all.add(now - start));
        return all.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    public static Duration share(long[] sorted, double share) {
        return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))]);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        places.forEach(place -> place.line().close());
    }
}
