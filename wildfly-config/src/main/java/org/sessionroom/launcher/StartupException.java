package org.sessionroom.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A problem that prevents the start and that a person can fix; the message explains it. */
public class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A file could not be read or written; describes the cause for the person who must fix it. */
    static StartupException because(String what, IOException cause) {
        return new StartupException(what + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        String file = cause instanceof FileSystemException fault ? fault.getFile() + ": " : "";
        String said = cause instanceof FileSystemException fault && fault.getReason() != null
                ? fault.getReason()
                : String.valueOf(cause.getMessage());
        if (cause instanceof AccessDeniedException) {
            return file + "permission denied. The user who starts the room must be able to read and write there.";
        }
        if (cause instanceof NoSuchFileException) {
            return file + "there is no such file or folder.";
        }
        if (said.contains("No space left on device") || said.contains("quota")) {
            return file + "the disk is full. Make room on it and start again.";
        }
        if (said.contains("Read-only file system")) {
            return file + "the file system is mounted read-only.";
        }
        return said.startsWith(file) || file.isEmpty() ? said : file + said;
    }

    /** A server that stopped getting further while it booted. It may succeed when it is started again. */
    static final class Hung extends StartupException {
        private static final long serialVersionUID = 1L;

        Hung(String message) {
            super(message);
        }
    }
}
