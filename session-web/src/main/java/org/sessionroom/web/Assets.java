package org.sessionroom.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sessionroom.Messages;
import org.sessionroom.identity.PageTexts;

/**
 * The pages' own scripts, styles, fonts, icons, pictures, and the texts of the room's scripts. One hash of all their bytes is a folder in their paths, so
 * references between them can be relative and a browser may cache them for a year (docs/adr/0008).
 */
@Named
@ApplicationScoped
public class Assets {

    private static final String ROOT = "/resources";
    private static final int VERSION_BYTES = 8;
    private static final Pattern VERSIONED = Pattern.compile("/([0-9a-f]{" + 2 * VERSION_BYTES + "})(/.*)");

    private SortedMap<String, Asset> assets;
    private ModuleGraph modules;
    private String version;

    void load(ServletContext context) throws IOException {
        assets = new TreeMap<>();
        modules = new ModuleGraph();
        readFolder(context, ROOT + "/");
        for (Locale language : Messages.LANGUAGES) {
            byte[] texts = PageTexts.json(PageTexts.ROOM, language).getBytes(StandardCharsets.UTF_8);
            assets.put("/texts/room." + language.toLanguageTag() + ".json", Asset.of("application/json", texts));
        }
        assets.forEach((path, asset) -> {
            if (path.endsWith(".js")) {
                modules.add(path, asset.bytes());
            }
        });
        version = hash();
    }

    private void readFolder(ServletContext context, String folder) throws IOException {
        for (String path : Optional.ofNullable(context.getResourcePaths(folder)).orElse(Set.of())) {
            if (path.endsWith("/")) {
                readFolder(context, path);
            } else {
                String type = Optional.ofNullable(context.getMimeType(path)).orElse("application/octet-stream");
                assets.put(path.substring(ROOT.length()), Asset.of(type, read(context, path)));
            }
        }
    }

    private static byte[] read(ServletContext context, String path) throws IOException {
        try (InputStream file = context.getResourceAsStream(path)) {
            if (file == null) {
                throw new FileNotFoundException(path);
            }
            byte[] bytes = file.readAllBytes();
            if (path.endsWith(".css")) {
                return StyleSheet.joined(path, Comments.leftOut(bytes), imported -> read(context, imported));
            }
            return path.endsWith(".js") ? Comments.leftOut(bytes) : bytes;
        }
    }

    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            assets.forEach((path, asset) -> {
                // The length separates one file's end from the next one's name.
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                digest.update(ByteBuffer.allocate(Integer.BYTES + 1)
                        .put((byte) 0)
                        .putInt(asset.bytes().length)
                        .flip());
                digest.update(asset.bytes());
            });
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path prefix of static files in a page: {@code #{assets.path}/css/tokens.css}. */
    public String getPath() {
        return ROOT + "/" + version;
    }

    /** The addresses of all modules that one imports, directly or not: {@code #{assets.modules('/js/room/room.js')}}. */
    public List<String> modules(String script) {
        return modules.neededBy(script).stream().map(path -> getPath() + path).toList();
    }

    String version() {
        return version;
    }

    /** @param path below {@code /resources}, with or without a version; for another version's file ours is returned */
    Optional<Asset> find(String path) {
        Matcher versioned = VERSIONED.matcher(path);
        return Optional.ofNullable(assets.get(versioned.matches() ? versioned.group(2) : path));
    }

    /** Whether the content under this path never changes. */
    boolean isCurrent(String path) {
        return path.startsWith("/" + version + "/");
    }
}
