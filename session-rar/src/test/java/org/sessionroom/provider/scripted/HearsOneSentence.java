package org.sessionroom.provider.scripted;

import java.io.EOFException;
import java.io.IOException;

/**
 * A provider in Vosk's protocol that recognises the same sentence in every run of speech: it sends a partial for each piece of
 * sound, and the final text after silence. It accepts only clients that have the key.
 */
public final class HearsOneSentence implements ScriptedProvider.Script {

    private static final int UNAUTHORIZED = 401;
    private static final int NORMAL = 1000;

    /** Bytes per second, at 16 kHz. */
    private static final double SECOND = 32_000;

    private final String key;
    private final String sentence;

    /** @param sentence without quotation marks */
    public HearsOneSentence(String key, String sentence) {
        this.key = key;
        this.sentence = sentence;
    }

    @Override
    public void play(Peer peer) throws IOException {
        if (!peer.header("authorization").equals("Bearer " + key)) {
            peer.answer(UNAUTHORIZED, "text/plain", "who are you");
            return;
        }
        peer.accept().text();
        double begun = 0;
        double heard = 0;
        boolean speaking = false;
        while (true) {
            Peer.Message message = peer.next();
            switch (message.kind()) {
                case CLOSE -> throw new EOFException();
                case TEXT -> {
                    peer.send(speaking ? words(begun, heard) : "{\"text\" : \"\"}");
                    peer.goodbye(NORMAL);
                    peer.listen();
                    return;
                }
                case BINARY -> {
                    boolean loud = loud(message.bytes());
                    begun = loud && !speaking ? heard : begun;
                    if (speaking && !loud) {
                        peer.send(words(begun, heard));
                    } else {
                        peer.send("{\"partial\" : \"" + (loud ? sentence : "") + "\"}");
                    }
                    speaking = loud;
                    heard += message.bytes().length / SECOND;
                }
            }
        }
    }

    private static boolean loud(byte[] pcm) {
        for (byte value : pcm) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    private String words(double from, double to) {
        return "{\"result\":[{\"conf\":1.0,\"start\":" + from + ",\"end\":" + to + ",\"word\":\"x\"}],\"text\":\""
                + sentence + "\"}";
    }
}
