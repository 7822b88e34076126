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
 * Closes the sockets of this node whose login has ended, on any node and for any reason: it queries the database, because
 * messages between nodes can be lost. While the database does not answer, sockets stay open.
 */
@ApplicationScoped
public class LoginWatch {

    /** The maximum time by which a socket may outlive its login. */
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

    /** Starts with the application. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        // Observing this event creates the bean, which starts the watch.
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
            // Rooms first, because they close microphones properly; then all remaining sockets.
            rooms.endLogins(ended);
            door.endLogins(ended);
        }
    }
}
