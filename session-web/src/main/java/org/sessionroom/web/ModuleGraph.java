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
 * The imports between JavaScript modules, so that a page can name all of them at once; otherwise a browser that discovers them one by
 * one needs a round trip for each level. Modules imported on demand, by {@code import(…)}, are left out.
 */
final class ModuleGraph {

    private static final Pattern IMPORT = Pattern.compile("\\b(?:from|import)\\s*\"(\\.\\.?/[^\"]+\\.js)\"");

    private final Map<String, List<String>> imports = new TreeMap<>();

    /** @param path relative to the root of the assets */
    void add(String path, byte[] script) {
        URI here = URI.create(path);
        imports.put(
                path,
                IMPORT.matcher(new String(script, StandardCharsets.UTF_8))
                        .results()
                        .map(found -> here.resolve(found.group(1)).getPath())
                        .toList());
    }

    /** Everything that this module imports directly or indirectly, nearest first, without itself. */
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
