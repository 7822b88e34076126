package org.sessionroom.front;

import io.undertow.server.ConduitWrapper;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Limits a body that is sent in chunks, whose length is not announced. Undertow 2.3.27 would limit it as well
 * (max-post-size), but prints a stack trace of 30 lines for each such request, which anybody can send.
 */
final class BoundedBody extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private final long most;
    private long read;

    private BoundedBody(StreamSourceConduit body, long most) {
        super(body);
        this.most = most;
    }

    /** Limits the body of a request, before it is read. */
    static void limit(HttpServerExchange exchange, long most) {
        ConduitWrapper<StreamSourceConduit> bounded = (body, of) -> new BoundedBody(body.create(), most);
        exchange.addRequestWrapper(bounded);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return (int) counted(super.read(to));
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) throws IOException {
        return counted(super.read(to, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel to) throws IOException {
        return counted(super.transferTo(position, count, to));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel to) throws IOException {
        long transferred = super.transferTo(count, through, to);
        counted(transferred + through.remaining());
        return transferred;
    }

    private long counted(long bytes) throws IOException {
        read += Math.max(0, bytes);
        if (read > most) {
            throw new RequestTooBigException();
        }
        return bytes;
    }
}
