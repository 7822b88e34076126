package org.sessionroom.provider.outbound;

import org.sessionroom.provider.api.Appended;
import org.sessionroom.provider.api.SpeechConnection;
import org.sessionroom.provider.stream.LiveStream;

/** The application's handle of a stream. */
final class SpeechHandle implements SpeechConnection {

    private final LiveStream stream;
    private final SpeechManagedConnection connection;

    SpeechHandle(LiveStream stream, SpeechManagedConnection connection) {
        this.stream = stream;
        this.connection = connection;
    }

    @Override
    public Appended append(byte[] pcm16le, long atMillis) {
        return stream.append(pcm16le, atMillis);
    }

    @Override
    public void commit() {
        stream.commit();
    }

    @Override
    public void close() {
        connection.close(this);
    }

    @Override
    public void abandon() {
        connection.abandon(this);
    }

    @Override
    public String toString() {
        return "SpeechConnection[" + stream.spec().streamId() + "]";
    }
}
