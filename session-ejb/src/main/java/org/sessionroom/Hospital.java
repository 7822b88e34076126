package org.sessionroom;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sessionroom.outbox.MailPace;

/** Settings that are specific to the hospital. */
public final class Hospital {

    /** Far more than anybody can meet, and few enough to be shown on one page. */
    private static final int APPOINTMENTS_PER_DAY = 200;

    /** Whoever forgets to end their sessions all day has three that are not over yet. */
    private static final int RUNNING_SESSIONS = 5;

    /** The recogniser has few, our own four for each processor. A page has one open, and during a reload another. */
    private static final int STREAMS_OF_A_PERSON = 3;

    private Hospital() {}

    /** The time zone in which times are shown to people ({@code SESSION_TIME_ZONE}). */
    public static ZoneId timeZone() {
        return ConfigProvider.getConfig()
                .getOptionalValue("session.time.zone", ZoneId.class)
                .orElse(ZoneId.of("America/Sao_Paulo"));
    }

    /** Maximum appointments of a therapist that start on one day, cancelled ones included ({@code SESSION_APPOINTMENTS_PER_DAY}). */
    public static int appointmentsPerDay() {
        return ConfigProvider.getConfig()
                .getOptionalValue("session.appointments.per.day", Integer.class)
                .orElse(APPOINTMENTS_PER_DAY);
    }

    /** Maximum sessions of a therapist that have begun and are not over ({@code SESSION_RUNNING_PER_THERAPIST}). */
    public static int runningSessions() {
        return ConfigProvider.getConfig()
                .getOptionalValue("session.running.per.therapist", Integer.class)
                .orElse(RUNNING_SESSIONS);
    }

    /** Maximum open streams of one person, or of one therapist's guests, to the recogniser ({@code SESSION_STREAMS_PER_PERSON}). */
    public static int streamsOfAPerson() {
        return ConfigProvider.getConfig()
                .getOptionalValue("session.streams.per.person", Integer.class)
                .orElse(STREAMS_OF_A_PERSON);
    }

    /** Mails to the clients of one therapist in an hour that are sent without delay ({@code SESSION_MAILS_PER_THERAPIST}). */
    public static int mailsOfTherapist() {
        return Math.max(
                1,
                ConfigProvider.getConfig()
                        .getOptionalValue("session.mails.per.therapist", Integer.class)
                        .orElse(MailPace.MOST_OF_A_THERAPIST));
    }

    /** The zone's generic name, without summer or winter time: the reader may be in another zone. */
    public static String timeZoneName(Locale language) {
        return new DateTimeFormatterBuilder()
                .appendGenericZoneText(TextStyle.FULL)
                .toFormatter(language)
                .format(Instant.EPOCH.atZone(timeZone()));
    }
}
