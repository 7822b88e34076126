package org.sessionroom.launcher;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A program of a room.
 *
 * @param name as shown to people
 * @param isNeeded whether the room is unusable without it
 * @param end called after each start: completes when the current process ends
 * @param log where it logs why it ends
 * @param keptLog the log's path after a restart
 * @param restart starts it again and waits until it works; throws {@link StartupException} if it does not
 */
record Part(
        String name, boolean isNeeded, Supplier<CompletionStage<?>> end, Path log, Path keptLog, Runnable restart) {}
