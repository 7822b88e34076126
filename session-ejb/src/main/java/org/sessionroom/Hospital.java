package org.sessionroom;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.util.Locale;
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

    /** The zone's name as people say it, whatever the season: who reads it may be in another zone. */
    public static String timeZoneName(Locale language) {
        return new DateTimeFormatterBuilder()
                .appendGenericZoneText(TextStyle.FULL)
                .toFormatter(language)
                .format(Instant.EPOCH.atZone(timeZone()));
    }
}
