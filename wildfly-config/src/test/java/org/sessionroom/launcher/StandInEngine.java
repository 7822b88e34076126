package org.sessionroom.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Prints what the speech engine prints: the build machines cannot download a model, so the real engine never becomes ready.
 * With a model of the name {@code crash} it dies as native code does.
 */
final class StandInEngine {
    private StandInEngine() {}

    static Path jar(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, StandInEngine.class.getName());
        Path jar = folder.resolve("stand-in.jar");
        String name = StandInEngine.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = StandInEngine.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        return jar;
    }

    public static void main(String[] args) throws Exception {
        if (args[1].endsWith("crash")) {
            new ProcessBuilder(
                            "sh", "-c", "kill -SEGV " + ProcessHandle.current().pid())
                    .start();
            Thread.sleep(10_000);
        }
        System.out.println("Ready: to stand in");
        System.in.readAllBytes();
    }
}
