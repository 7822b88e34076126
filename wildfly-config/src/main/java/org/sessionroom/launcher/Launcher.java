package org.sessionroom.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code mvn verify -Prun}: starts the room, books appointments for the day, prints what to open, and waits for Ctrl-C. */
public final class Launcher {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Launcher() {}

    public static void main(String[] args) throws InterruptedException {
        Instant began = ElapsedTime.now();
        RoomSettings settings = RoomSettings.ofSystemProperties();
        Room room = new Room(settings, Launcher::show);
        var stop = new Thread(() -> stop(room), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            OUT.println("\nStarting the session room …");
            int orphans = room.start();
            if (orphans > 0) {
                OUT.println("Ended " + orphans + " processes that an earlier start had left behind.");
            }
            enterAppointments(room);
            OUT.println(welcome(room, settings, Duration.between(began, ElapsedTime.now())));
            String reason = Supervision.over(room, RestartPolicy::standard, ElapsedTime::now, OUT::println)
                    .limit()
                    .join();
            if (!room.isEnded()) {
                OUT.println("\n" + reason + "\nThe room is ended. Everything is kept for the next start.");
                System.exit(1);
            }
        } catch (StartupException e) {
            if (!room.isEnded()) {
                OUT.println("\n" + e.getMessage() + "\n");
                System.exit(1);
            }
        }
        // Returning would let Maven continue with the next module while the room stops; so the process ends with the
        // room.
        new CountDownLatch(1).await();
    }

    private static void stop(Room room) {
        if (room.isStarted()) {
            OUT.println("\nStopping …");
            room.close();
            OUT.println("Stopped. Everything is kept for the next start.");
        }
    }

    private static void enterAppointments(Room room) throws InterruptedException {
        ZoneId zone = ZoneId.of(
                Optional.ofNullable(System.getenv("SESSION_TIME_ZONE")).orElse("America/Sao_Paulo"));
        try {
            new DemoAppointments(room.api(), room.identityProvider(), Clock.system(zone)).enter();
        } catch (IOException e) {
            OUT.println("Today's demonstration appointments could not be entered: " + e.getMessage());
        }
    }

    private static void show(MailCatcher.Mail mail) {
        OUT.println("\n  Mail to " + mail.to() + ": " + mail.subject() + "\n\n"
                + mail.text().indent(4).stripTrailing() + "\n");
    }

    private static String welcome(Room room, RoomSettings settings, Duration took) {
        var people = new StringBuilder();
        for (DemoPerson person : DemoPerson.values()) {
            people.append(
                    "      %-8s %-20s %s%n".formatted(person.userName(), person.fullName(), person.workInEnglish()));
        }
        return """

                The session room is ready (%d s).

                  Agenda    %s/
                            The certificate is this machine's own; the browser asks once.
                  Log in    %s
                %s
                  Speech    %s
                  Mails     appear here, with the invitation's link
                  Data      %s
                  Stop      Ctrl-C
                """.formatted(
                        took.toSeconds(),
                        room.url(),
                        room.identityProvider().howToLogIn(),
                        people,
                        speech(settings),
                        settings.folder());
    }

    private static String speech(RoomSettings settings) {
        return settings.speech()
                .map(engine -> "becomes text on this machine, by the model in " + engine.model())
                .orElse("no engine of this room's own; -Dspeech.model=FOLDER starts one");
    }
}
