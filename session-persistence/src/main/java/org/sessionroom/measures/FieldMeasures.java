package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionroom.constellation.Constellation;
import org.sessionroom.constellation.Figure;
import org.sessionroom.constellation.FigureId;
import org.sessionroom.participant.ParticipantRole;

/**
 * Who changed what in the field, and when.
 *
 * @param changes number of changes of each role
 * @param figures those that were changed, in the order of their first change
 * @param perMinute changes in each minute from the beginning
 * @param used whether any figure was placed before the end, even if nothing changed since the beginning
 */
public record FieldMeasures(
        Map<ParticipantRole, Integer> changes, List<OfFigure> figures, List<Integer> perMinute, boolean used) {

    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    /**
     * What happened to one figure.
     *
     * @param label its last label; may be empty
     * @param travelled field pixels: the sum of its straight moves
     */
    public record OfFigure(
            FigureId id,
            String label,
            Map<ParticipantRole, Integer> changes,
            Instant first,
            Instant last,
            double travelled) {

        /** Does not show the label. */
        @Override
        public String toString() {
            return "OfFigure[" + id + "]";
        }
    }

    /**
     * Measures the steps in [from, to).
     *
     * @param steps all of the session's, from the first and in order, because a move is measured from the figure's previous position
     */
    public static FieldMeasures of(List<FieldStep> steps, Instant from, Instant to) {
        long millis = Math.max(0, Duration.between(from, to).toMillis());
        int[] perMinute = new int[(int) ((millis + MINUTE_MILLIS - 1) / MINUTE_MILLIS)];
        Map<ParticipantRole, Integer> changes = new EnumMap<>(ParticipantRole.class);
        Map<FigureId, Path> paths = new LinkedHashMap<>();
        Constellation field = Constellation.EMPTY;
        boolean used = false;
        for (FieldStep step : steps) {
            FigureId id = step.change().figureId();
            Optional<Figure> before = field.figure(id);
            field = field.after(step.change());
            used |= step.at().isBefore(to);
            if (step.at().isBefore(from) || !step.at().isBefore(to)) {
                continue;
            }
            changes.merge(step.by(), 1, Integer::sum);
            perMinute[(int) (Duration.between(from, step.at()).toMillis() / MINUTE_MILLIS)]++;
            paths.computeIfAbsent(id, Path::new).add(step, before, field.figure(id));
        }
        return new FieldMeasures(Map.copyOf(changes), figures(paths.values()), asList(perMinute), used);
    }

    private static List<OfFigure> figures(Collection<Path> paths) {
        return paths.stream()
                .map(Path::measured)
                .sorted(Comparator.comparing(OfFigure::first))
                .toList();
    }

    private static List<Integer> asList(int[] counts) {
        List<Integer> list = new ArrayList<>(counts.length);
        for (int count : counts) {
            list.add(count);
        }
        return List.copyOf(list);
    }

    private static final class Path {

        private final FigureId id;
        private final List<FieldStep> steps = new ArrayList<>();
        private String label = "";
        private double travelled;

        Path(FigureId id) {
            this.id = id;
        }

        void add(FieldStep step, Optional<Figure> before, Optional<Figure> after) {
            steps.add(step);
            after.or(() -> before).ifPresent(figure -> label = figure.label());
            before.ifPresent(
                    old -> after.ifPresent(now -> travelled += Math.hypot(now.x() - old.x(), now.y() - old.y())));
        }

        OfFigure measured() {
            Map<ParticipantRole, Integer> changes = new EnumMap<>(ParticipantRole.class);
            steps.forEach(step -> changes.merge(step.by(), 1, Integer::sum));
            return new OfFigure(
                    id,
                    label,
                    Map.copyOf(changes),
                    steps.get(0).at(),
                    steps.get(steps.size() - 1).at(),
                    travelled);
        }
    }
}
