package org.sessionroom.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which JavaScript module imports which, so that a page can name all of them at once; a browser that finds them one in the
 * other pays a round trip for each generation. What is imported only when it is needed, by {@code import(…)}, is left out.
 */
final class ModuleGraph {

    private static final Pattern IMPORT = Pattern.compile("\\b(?:from|import)\\s*\"(\\.\\.?/[^\"]+\\.js)\"");

    private final Map<String, List<String>> imports = new TreeMap<>();

    /** @param path from the root of the assets */
    void add(String path, byte[] script) {
        URI here = URI.create(path);
        imports.put(
                path,
                IMPORT.matcher(new String(script, StandardCharsets.UTF_8))
                        .results()
                        .map(found -> here.resolve(found.group(1)).getPath())
                        .toList());
    }

    /** Everything this module needs before it can run, nearest first, itself left out. */
    Collection<String> neededBy(String path) {
        Set<String> needed = new LinkedHashSet<>();
        List<String> generation = imports.getOrDefault(path, List.of());
        while (needed.addAll(generation)) {
            generation = generation.stream()
                    .flatMap(module -> imports.getOrDefault(module, List.of()).stream())
                    .toList();
        }
        needed.remove(path);
        return needed;
    }
}
