package org.sessionroom.tests.driver;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A program that must be installed on this machine, because no Maven repository has it. */
public final class InstalledProgram {

    private InstalledProgram() {}

    /** @throws IllegalStateException if it is missing; the message names the Debian package that contains it */
    public static String path(String name, String debianPackage) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This test needs " + name + ": install the package "
                        + debianPackage + ", so that it stands on the PATH."))
                .toString();
    }
}
