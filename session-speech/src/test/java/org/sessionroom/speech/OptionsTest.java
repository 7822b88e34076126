package org.sessionroom.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void onlyTheModelMustBeNamed() throws Exception {
        assertEquals(new Options(Path.of("m"), 2700, Limits.usualStreams(), false), Options.of("--model", "m"));
    }

    @Test
    void everythingElseMayBeNamed() throws Exception {
        assertEquals(
                new Options(Path.of("m"), 2701, 7, true),
                Options.of("--port", "2701", "--until-input-ends", "--streams", "7", "--model", "m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--model",
                "--model m --port",
                "--model m --port x",
                "--model m --port 65536",
                "--model m --streams 0",
                "--model m --listen 0.0.0.0"
            })
    void aWrongCallIsExplained(String call) {
        assertThrows(StartupException.class, () -> Options.of(call.isEmpty() ? new String[0] : call.split(" ")));
    }
}
