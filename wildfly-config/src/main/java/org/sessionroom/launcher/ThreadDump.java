package org.sessionroom.launcher;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the threads of a server do that does not get further while it boots. The Java VM writes it into the server's log. */
final class ThreadDump {
    /** How long a busy Java VM may take to write it, in tenths of a second. */
    private static final int PATIENCE = 100;

    private static final String BEGIN = "Full thread dump ";
    private static final String END = "JNI global ref";
    private static final int FRAMES = 20;

    /** The threads that boot a server, by the beginnings of their names. */
    private static final List<String> BOOTING =
            List.of("\"Controller Boot Thread", "\"MSC service thread", "\"ServerService Thread Pool");

    private ThreadDump() {}

    /**
     * Asks for it and waits for it, at most ten seconds.
     *
     * @param log reads the server's log
     * @return the booting threads that do or wait for something, with their first frames; empty where the system has no signals
     */
    static String request(Process server, Supplier<String> log) {
        try {
            new ProcessBuilder("sh", "-c", "kill -QUIT " + server.pid()).start().waitFor();
            for (int tenth = 0; tenth < PATIENCE; tenth++) {
                String text = log.get();
                int begin = text.lastIndexOf(BEGIN);
                if (begin >= 0 && text.indexOf(END, begin) > 0) {
                    return booting(text.substring(begin));
                }
                Thread.sleep(100);
            }
        } catch (IOException noShell) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    /** Package-private for tests. */
    static String booting(String dump) {
        return Arrays.stream(dump.split("\\R\\R"))
                .filter(thread -> BOOTING.stream().anyMatch(thread::startsWith))
                .filter(thread -> !isIdle(thread))
                .map(thread -> thread.lines().limit(FRAMES).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    /** It waits for work: the pool's own frame follows directly on the parking. */
    private static boolean isIdle(String thread) {
        return thread.lines()
                .limit(12)
                .anyMatch(frame -> frame.contains("PoolThreadNode.park(")
                        || frame.contains("ThreadPoolExecutor.getTask(")
                        || frame.contains("EnhancedQueueExecutor$ThreadBody.getOrAddNode("));
    }
}
