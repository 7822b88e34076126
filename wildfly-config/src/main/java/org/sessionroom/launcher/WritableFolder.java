package org.sessionroom.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A full or read-only disk is named before anything starts; later it would show as a hundred different faults. */
final class WritableFolder {
    private static final long MEGABYTE = 1024 * 1024;

    private WritableFolder() {}

    /**
     * @param purpose what it is needed for, as in "the room's data"
     * @param megabytes how much must be free
     * @throws StartupException when nothing can be written there, or too little is free
     */
    static void require(Path folder, String purpose, long megabytes) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new StartupException("The folder " + folder + " for " + purpose + " is not there.");
            }
            // Asking for permissions is not enough: a quota, a full table of files, a file system that became
            // read-only.
            Path probe = Files.createTempFile(folder, "space", ".probe");
            try {
                Files.write(probe, new byte[(int) MEGABYTE]);
            } finally {
                Files.deleteIfExists(probe);
            }
            long free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
            if (free < megabytes) {
                throw new StartupException("The disk of " + folder + " is nearly full: " + free + " MB are free, and "
                        + purpose + " needs " + megabytes + " MB.\nMake room on it and start again.");
            }
        } catch (IOException e) {
            throw StartupException.because("Nothing can be written to " + folder + ", the folder for " + purpose, e);
        }
    }
}
