package org.sessionroom.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A static file, held in memory.
 *
 * @param type its media type
 * @param zipped the gzip version (RFC 1952), if that saves a tenth or more
 */
record Asset(String type, byte[] bytes, Optional<byte[]> zipped) {

    private static final double WORTH = 0.9;

    static Asset of(String type, byte[] bytes) throws IOException {
        byte[] zipped = zip(bytes);
        return new Asset(type, bytes, Optional.of(zipped).filter(small -> small.length < WORTH * bytes.length));
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new SmallestGzip(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    /** The highest compression level: it is compressed once and sent often. */
    private static final class SmallestGzip extends GZIPOutputStream {

        SmallestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
