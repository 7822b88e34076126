package org.sessionroom.speech;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The program's command-line options.
 *
 * @param model the folder of an unpacked model
 * @param port on the loopback address; 0 for any
 * @param streams concurrent clients
 * @param untilInputEnds whether the program ends with its standard input
 */
record Options(Path model, int port, int streams, boolean untilInputEnds) {
    /** The port of Vosk's own server. */
    static final int USUAL_PORT = 2700;

    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_STREAMS = 1_000;
    private static final String USAGE =
            "Call it with --model FOLDER, and as you like --port NUMBER, --streams NUMBER, --until-input-ends.";

    /** @throws StartupException if the options are invalid */
    static Options of(String... args) throws StartupException {
        Optional<Path> model = Optional.empty();
        int port = USUAL_PORT;
        int streams = Limits.usualStreams();
        boolean untilInputEnds = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--model" -> model = Optional.of(Path.of(value(args, ++i)));
                case "--port" -> port = number(value(args, ++i), 0, HIGHEST_PORT);
                case "--streams" -> streams = number(value(args, ++i), 1, MOST_STREAMS);
                case "--until-input-ends" -> untilInputEnds = true;
                default -> throw new StartupException(args[i] + " is not known. " + USAGE);
            }
        }
        return new Options(
                model.orElseThrow(() -> new StartupException("No model is named. " + USAGE)),
                port,
                streams,
                untilInputEnds);
    }

    private static String value(String[] args, int at) throws StartupException {
        if (at == args.length) {
            throw new StartupException(args[at - 1] + " needs a value. " + USAGE);
        }
        return args[at];
    }

    private static int number(String value, int lowest, int highest) throws StartupException {
        try {
            int number = Integer.parseInt(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StartupException(value + " is not a number. " + USAGE, e);
        }
        throw new StartupException(value + " is not between " + lowest + " and " + highest + ".");
    }
}
