package org.sessionroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ThreadDumpTest {
    @TempDir
    private Path folder;

    @Test
    void onlyBootingThreadsThatAreBusyAreShown() {
        String dump = """
                Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6-LTS mixed mode, sharing):

                "MSC service thread 1-1" #20 prio=5
                   java.lang.Thread.State: WAITING (parking)
                	at jdk.internal.misc.Unsafe.park(java.base@17.0.15/Native Method)
                	at org.jboss.threads.EnhancedQueueExecutor$PoolThreadNode.park(EnhancedQueueExecutor.java:1951)

                "MSC service thread 1-2" #21 prio=5
                   java.lang.Thread.State: TIMED_WAITING (parking)
                	at org.sessionroom.record.StartGuard.check(StartGuard.java:50)

                "Reference Handler" #2 daemon prio=10
                	at java.lang.ref.Reference.waitForReferencePendingList(java.base@17.0.15/Native Method)

                JNI global refs: 37, weak refs: 0
                """;
        assertEquals("""
                "MSC service thread 1-2" #21 prio=5
                   java.lang.Thread.State: TIMED_WAITING (parking)
                	at org.sessionroom.record.StartGuard.check(StartGuard.java:50)""", ThreadDump.booting(dump));
    }

    /** A Java program whose main thread has the name of a booting one and sleeps. */
    public static final class Sleeper {
        public static void main(String[] arguments) throws InterruptedException {
            Thread.currentThread().setName("Controller Boot Thread");
            System.out.println("asleep");
            Thread.sleep(60_000);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theJavaVirtualMachineIsAsked() throws IOException, InterruptedException {
        Path log = folder.resolve("server.log");
        Process sleeper = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sleeper.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!read(log).contains("asleep")) {
                assertTrue(sleeper.isAlive(), () -> read(log));
                Thread.sleep(20);
            }
            String threads = ThreadDump.request(sleeper, () -> read(log));
            assertTrue(threads.contains("ThreadDumpTest$Sleeper.main("), threads);
            assertFalse(threads.contains("Reference Handler"), threads);
            assertTrue(sleeper.isAlive());
        } finally {
            sleeper.destroyForcibly();
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
