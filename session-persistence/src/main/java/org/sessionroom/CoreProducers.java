package org.sessionroom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.call.IceConfiguration;
import org.sessionroom.health.SteadyClock;
import org.sessionroom.record.MasterKey;

/** Produces what all other classes depend on: the clock, new ids, the master key, the ICE servers of calls. */
@ApplicationScoped
public class CoreProducers {

    @Produces
    @Singleton
    public SteadyClock clock() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime);
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
