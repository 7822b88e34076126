package org.sessionroom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {

    private final ModuleGraph graph = new ModuleGraph();

    private void module(String path, String script) {
        graph.add(path, script.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everythingAModuleImportsIsNeededOnceTheNearestFirst() {
        module(
                "/js/room/room.js",
                "import { a } from \"./board.js\";\nimport {\n  b,\n  c,\n} from \"../messages.js\";\n");
        module("/js/room/board.js", "import \"../svg.js\"; import { m } from \"../messages.js\";");
        module("/js/messages.js", "export const m = 1;");
        module("/js/svg.js", "export { d } from \"./deep.js\";");
        module("/js/deep.js", "");
        assertEquals(
                List.of("/js/room/board.js", "/js/messages.js", "/js/svg.js", "/js/deep.js"),
                List.copyOf(graph.neededBy("/js/room/room.js")));
    }

    @Test
    void modulesThatImportEachOtherEnd() {
        module("/a.js", "import \"./b.js\";");
        module("/b.js", "import \"./a.js\";");
        assertEquals(List.of("/b.js"), List.copyOf(graph.neededBy("/a.js")));
    }

    @Test
    void whatIsImportedWhenItIsNeededIsNotNeededAtFirst() {
        module("/a.js", "const chat = await import(\"./chat.js\");");
        assertEquals(List.of(), List.copyOf(graph.neededBy("/a.js")));
    }
}
