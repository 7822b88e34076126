package org.sessionroom;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings that are specific to the hospital. */
public final class Hospital {

    private Hospital() {}

    /** The time zone in which times are shown to people ({@code SESSION_TIME_ZONE}). */
    public static ZoneId timeZone() {
        return ConfigProvider.getConfig()
                .getOptionalValue("session.time.zone", ZoneId.class)
                .orElse(ZoneId.of("America/Sao_Paulo"));
    }

    /** The zone's generic name, without summer or winter time: the reader may be in another zone. */
    public static String timeZoneName(Locale language) {
        return new DateTimeFormatterBuilder()
                .appendGenericZoneText(TextStyle.FULL)
                .toFormatter(language)
                .format(Instant.EPOCH.atZone(timeZone()));
    }
}
