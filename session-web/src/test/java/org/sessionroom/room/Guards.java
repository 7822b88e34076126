package org.sessionroom.room;

import jakarta.websocket.Session;
import java.time.Duration;

/** Guards with limits that no test reaches. */
final class Guards {

    private Guards() {}

    static SocketGuard of(Session socket) {
        return of(socket, System.nanoTime());
    }

    static SocketGuard of(Session socket, long nanoTime) {
        Wire nothing = new Wire() {

            @Override
            public void stopReading() {}

            @Override
            public void cutOff(Duration after) {}
        };
        return new SocketGuard(socket, new SocketBudget(new CommonSpending(nanoTime), nanoTime), nothing, () -> 1);
    }
}
