package org.sessionroom.call;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.sessionroom.Hospital;
import org.sessionroom.identity.PageLanguage;

/** The quality of the call as one person received it, for the session's page. */
public final class QualitySide {

    private static final List<QualityMeasure> DRAWN =
            List.of(QualityMeasure.ROUND_TRIP, QualityMeasure.LOSS, QualityMeasure.FRAMES);

    /** For a value that was not measured, which differs from 0. */
    private static final String UNKNOWN = "–";

    private final String name;
    private final List<CallQuality> minutes;
    private final PageLanguage language;

    /** @param minutes of this side, oldest first, at least one */
    public QualitySide(String name, List<CallQuality> minutes, PageLanguage language) {
        this.name = name;
        this.minutes = minutes;
        this.language = language;
    }

    public String name() {
        return name;
    }

    public String role() {
        return minutes.get(0).role().name();
    }

    /** The levels of the badges, best first, each with its length of time. */
    public List<LevelText> levels() {
        Map<CallQualityLevel, Duration> lengths = new EnumMap<>(CallQualityLevel.class);
        for (CallQuality minute : minutes) {
            minute.level().ifPresent(level -> lengths.merge(level, minute.measured(), Duration::plus));
        }
        return lengths.entrySet().stream()
                .map(entry -> new LevelText(
                        entry.getKey().name(),
                        language.fill(
                                "session.level",
                                language.fill("quality." + entry.getKey()),
                                language.length(rounded(entry.getValue())))))
                .toList();
    }

    /** Rounds to minutes: nothing is measured in the first seconds of a call, which must not cost it a whole minute. */
    private static Duration rounded(Duration length) {
        return length.toMinutes() == 0 ? length : length.plusSeconds(30);
    }

    /** Direct, through the relay, or both in turn. */
    public String way() {
        long relayed = minutes.stream().filter(CallQuality::relay).count();
        String way = relayed == 0 ? "direct" : relayed == minutes.size() ? "relay" : "both";
        return language.fill("session.way." + way);
    }

    /** Freezes in the minutes with a picture. */
    public String freezes() {
        return minutes.stream().flatMapToInt(minute -> minute.picturesFrozen().stream()).reduce(Integer::sum).stream()
                .mapToObj(count -> language.fill("session.freezes", count))
                .findFirst()
                .orElseGet(() -> language.fill("session.freezes.unknown"));
    }

    public List<Chart> charts() {
        return DRAWN.stream()
                .map(measure -> new Chart(new QualityChart(measure, minutes)))
                .toList();
    }

    public List<Row> rows() {
        return minutes.stream().map(Row::new).toList();
    }

    public static List<Column> columns(PageLanguage language) {
        return Arrays.stream(QualityMeasure.values())
                .map(measure -> new Column(
                        language.fill("session.measure." + measure),
                        language.fill(measure.isYield() ? "session.worst.yield" : "session.worst.cost")))
                .toList();
    }

    private String write(OptionalDouble value) {
        return value.stream()
                .mapToObj(measured -> language.number(measured))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private String time(CallQuality minute) {
        return language.time(zoned(minute));
    }

    private static ZonedDateTime zoned(CallQuality minute) {
        return minute.minute().atZone(Hospital.timeZone());
    }

    /** @param level GOOD, FAIR or POOR */
    public record LevelText(String level, String words) {}

    /** A column of the table. */
    public record Column(String title, String worst) {}

    /** A measure as a chart, with a description in words. */
    public final class Chart {

        private final QualityChart chart;

        private Chart(QualityChart chart) {
            this.chart = chart;
        }

        public String title() {
            return language.fill("session.measure." + chart.measure());
        }

        public String words() {
            return language.fill(
                    "session.chart." + (chart.measure().isYield() ? "yield" : "cost"),
                    write(chart.typical()),
                    write(chart.worst()));
        }

        public String top() {
            return language.number(chart.top());
        }

        public String from() {
            return time(minutes.get(0));
        }

        /** The minute at the chart's right end. */
        public String to() {
            return language.time(chart.end().atZone(Hospital.timeZone()));
        }

        public String medians() {
            return chart.medians();
        }

        public String ranges() {
            return chart.ranges();
        }
    }

    /** A minute in the table. */
    public final class Row {

        private final CallQuality minute;

        private Row(CallQuality minute) {
            this.minute = minute;
        }

        public String time() {
            return QualitySide.this.time(minute);
        }

        public String level() {
            return minute.level()
                    .map(level -> language.fill("quality." + level))
                    .orElse(UNKNOWN);
        }

        /** Median and bad value of each measure, in the order of the columns. */
        public List<Pair> values() {
            return Arrays.stream(QualityMeasure.values())
                    .map(measure -> measure.of(minute))
                    .map(spread -> new Pair(write(spread.median()), write(spread.bad())))
                    .toList();
        }

        public String freezes() {
            return minute.picturesFrozen().stream()
                    .mapToObj(Integer::toString)
                    .findFirst()
                    .orElse(UNKNOWN);
        }

        public String way() {
            return language.fill(minute.relay() ? "session.path.relay" : "session.path.direct");
        }
    }

    /** A measure of one minute. */
    public record Pair(String median, String bad) {}
}
