package org.sessionroom.transcript;

import java.util.Optional;
import org.sessionroom.database.AfterCommit;
import org.sessionroom.session.SessionId;

/** A microphone was opened in a transaction that may still fail. */
record MicrophoneOpened(Microphone microphone) implements AfterCommit {

    @Override
    public Optional<SessionId> room() {
        return Optional.of(microphone.seat().session());
    }
}
