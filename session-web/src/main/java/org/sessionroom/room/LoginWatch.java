package org.sessionroom.room;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.sessionroom.health.PeriodicScheduler;
import org.sessionroom.identity.LoginService;

/**
 * Ends the sockets of this node whose login has ended, on whatever node and for whatever reason: it asks the database, so that
 * no news between nodes can be lost. While the database does not answer, sockets stay open.
 */
@ApplicationScoped
public class LoginWatch {

    /** How long a socket may outlive its login. */
    static final Duration EVERY = Duration.ofSeconds(2);

    @EJB
    private LoginService loginService;

    @Inject
    private SocketDoor door;

    @Inject
    private LiveRooms rooms;

    @Inject
    private PeriodicScheduler scheduler;

    private PeriodicScheduler.Repetition watch;

    /** Begins with the application. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        // The observer has the bean made, which starts the watch.
    }

    @PostConstruct
    void start() {
        watch = scheduler.repeat("login-watch", EVERY, this::look);
    }

    @PreDestroy
    void stop() {
        watch.stop();
    }

    private void look() {
        Set<UUID> ended = loginService.ended(door.logins());
        if (!ended.isEmpty()) {
            // First rooms, which let a microphone's last words be heard; then whatever is still open.
            rooms.endLogins(ended);
            door.endLogins(ended);
        }
    }
}
