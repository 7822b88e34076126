package org.sessionroom.tests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A program of this machine that no Maven repository has. */
final class InstalledProgram {

    private InstalledProgram() {}

    /** @throws IllegalStateException with the Debian package that has it, where it is missing */
    static String path(String name, String debianPackage) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This test needs " + name + ": install the package "
                        + debianPackage + ", so that it stands on the PATH."))
                .toString();
    }
}
