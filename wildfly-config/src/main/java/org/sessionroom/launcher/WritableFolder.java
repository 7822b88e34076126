package org.sessionroom.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports a full or read-only disk before anything starts; later it would cause many different faults. */
final class WritableFolder {
    private static final long MEGABYTE = 1024 * 1024;

    private WritableFolder() {}

    /**
     * @param purpose of the folder, as in "the room's data"
     * @param megabytes required free space
     * @throws StartupException if nothing can be written there, or too little space is free
     */
    static void require(Path folder, String purpose, long megabytes) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new StartupException("The folder " + folder + " for " + purpose + " is not there.");
            }
            // Checking permissions is not enough: there may be a quota, a full inode table, or a file system that
            // became read-only.
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
