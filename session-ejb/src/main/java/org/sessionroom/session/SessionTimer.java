package org.sessionroom.session;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/**
 * Asks every five seconds what the clock demands. Every node asks; the rows' locks see to it that one of them acts. What
 * was due while all nodes were down is found at the first tick after.
 */
@Singleton
public class SessionTimer {

    @EJB
    private SessionLifecycle lifecycle;

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void tick() {
        lifecycle.keepTime();
    }
}
