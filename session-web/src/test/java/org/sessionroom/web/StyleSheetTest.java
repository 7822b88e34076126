package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleSheetTest {

    private static final Map<String, String> FILES = Map.of(
            "/resources/css/room.css", "@import \"call/pictures.css\";\n@import \"room/panel.css\";\n.last {}\n",
            "/resources/css/call/pictures.css", "@import \"../tokens.css\";\n.tile {}\n",
            "/resources/css/tokens.css", ":root {--price: \"$1\"}\n",
            "/resources/css/room/panel.css", ".panel {}\n",
            "/resources/css/broken.css", "@import \"nothing.css\";\n");

    private static byte[] read(String path) throws IOException {
        if (!FILES.containsKey(path)) {
            throw new FileNotFoundException(path);
        }
        return StyleSheet.joined(path, FILES.get(path).getBytes(StandardCharsets.UTF_8), StyleSheetTest::read);
    }

    @Test
    void eachPartStandsWhereItIsImported() throws IOException {
        assertEquals(
                ":root {--price: \"$1\"}\n\n.tile {}\n\n.panel {}\n\n.last {}\n",
                new String(read("/resources/css/room.css"), StandardCharsets.UTF_8));
    }

    @Test
    void aPartThatDoesNotExistIsAnError() {
        assertThrows(FileNotFoundException.class, () -> read("/resources/css/broken.css"));
    }
}
