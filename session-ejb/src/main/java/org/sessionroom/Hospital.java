package org.sessionroom;

import java.time.ZoneId;
import org.eclipse.microprofile.config.ConfigProvider;

/** What is particular to the house the room stands in. */
public final class Hospital {

    private Hospital() {}

    /** The zone in which its people read times ({@code SESSION_TIME_ZONE}). */
    public static ZoneId timeZone() {
        return ConfigProvider.getConfig()
                .getOptionalValue("session.time.zone", ZoneId.class)
                .orElse(ZoneId.of("America/Sao_Paulo"));
    }
}
