package org.sessionroom.launcher;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Supervises the parts of a running room and restarts those that end by themselves, within a limit. Only the launcher uses it:
 * in tests a part that is ended on purpose stays ended.
 */
public final class Supervision {
    private final Room room;
    private final Supplier<RestartPolicy> policy;
    private final InstantSource clock;
    private final Consumer<String> say;
    private final CompletableFuture<String> limit = new CompletableFuture<>();

    private Supervision(Room room, Supplier<RestartPolicy> policy, InstantSource clock, Consumer<String> say) {
        this.room = room;
        this.policy = policy;
        this.clock = clock;
        this.say = say;
    }

    /**
     * Begins to supervise each part.
     *
     * @param room has started
     * @param policy creates one for each part
     * @param say receives a sentence about each part that ended and was restarted
     */
    public static Supervision over(
            Room room, Supplier<RestartPolicy> policy, InstantSource clock, Consumer<String> say) {
        var supervision = new Supervision(room, policy, clock, say);
        for (Part part : room.parts()) {
            var thread = new Thread(() -> supervision.watch(part), "watches " + part.name());
            thread.setDaemon(true);
            thread.start();
        }
        return supervision;
    }

    /** Completes with the reason if a part ended more often than its policy allows; the room is unusable then. */
    public CompletableFuture<String> limit() {
        return limit;
    }

    private void watch(Part part) {
        RestartPolicy allowed = policy.get();
        try {
            part.end().get().toCompletableFuture().join();
            String fault = part.name() + " ended by itself";
            while (!limit.isDone()) {
                Optional<Duration> pause = allowed.afterEndAt(clock.instant());
                if (pause.isEmpty()) {
                    giveUp(
                            part,
                            fault + ", see " + part.log() + ".\nIt has had " + allowed + "; another would not help.");
                    return;
                }
                // Ctrl-C is sent to every process of the terminal, and the parts may end before the room does.
                Thread.sleep(pause.get().toMillis());
                if (room.isEnded()) {
                    return;
                }
                say.accept(fault + " and is started again. Its log until then: " + part.keptLog());
                fault = restarted(part);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(Part part, String reason) {
        if (part.isNeeded()) {
            limit.complete(reason);
        } else {
            say.accept(reason + "\nThe room goes on without it.");
        }
    }

    /** @return the result, once it ends again or could not be started */
    private String restarted(Part part) {
        try {
            part.restart().run();
        } catch (RuntimeException e) {
            return part.name() + " could not be started again (" + e.getMessage() + ")";
        }
        say.accept(part.name() + " runs again.");
        part.end().get().toCompletableFuture().join();
        return part.name() + " ended by itself";
    }
}
