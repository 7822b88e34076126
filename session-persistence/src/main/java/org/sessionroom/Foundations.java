package org.sessionroom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.call.IceConfiguration;
import org.sessionroom.record.MasterKey;

/** What everything else is built on: the time, new ids, the master key, the servers calls find their way by. */
@ApplicationScoped
public class Foundations {

    /** Ticks in microseconds, as the database keeps times, so that what is told at once and what is read later agree. */
    @Produces
    @Singleton
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Produces
    @Singleton
    public Ids ids(Clock clock) {
        return new TimeOrderedIds(clock);
    }

    @Produces
    @Singleton
    public MasterKey masterKey() {
        return MasterKey.read(Path.of(ConfigProvider.getConfig()
                .getOptionalValue("session.master.key.file", String.class)
                .orElse("/etc/session-room/master.key")));
    }

    @Produces
    @Singleton
    public IceConfiguration iceConfiguration() {
        return IceConfiguration.read(ConfigProvider.getConfig());
    }
}
