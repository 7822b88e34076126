package org.sessionroom.launcher;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A program that a room consists of.
 *
 * @param name as people are told of it
 * @param isNeeded whether the room is of no use without it
 * @param end asked after each start: completes when the program that runs now ends
 * @param log where it writes why it ends
 * @param keptLog where that is found once it was started again
 * @param restart starts it again and waits until it works; throws {@link StartupException} if it does not
 */
record Part(
        String name, boolean isNeeded, Supplier<CompletionStage<?>> end, Path log, Path keptLog, Runnable restart) {}
