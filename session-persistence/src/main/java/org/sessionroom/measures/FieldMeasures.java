package org.sessionroom.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
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

    /** Measures the steps in [from, to), one after the other, and keeps none of them. */
    public static final class Measuring {

        private final Instant from;
        private final Instant to;
        private final int[] perMinute;
        private final Map<ParticipantRole, Integer> changes = new EnumMap<>(ParticipantRole.class);
        private final Map<FigureId, Figure> field = new HashMap<>();
        private final Map<FigureId, Path> paths = new LinkedHashMap<>();
        private boolean used;

        public Measuring(Instant from, Instant to) {
            this.from = from;
            this.to = to;
            long millis = Math.max(0, Duration.between(from, to).toMillis());
            perMinute = new int[(int) ((millis + MINUTE_MILLIS - 1) / MINUTE_MILLIS)];
        }

        /**
         * Adds the session's next step; all are needed, from the first and in order, because a move is measured from the figure's
         * previous position.
         */
        public void add(FieldStep step) {
            FigureId id = step.change().figureId();
            Optional<Figure> before = Optional.ofNullable(field.get(id));
            Optional<Figure> after = applied(step, before);
            after.ifPresentOrElse(figure -> field.put(id, figure), () -> field.remove(id));
            used |= step.at().isBefore(to);
            if (step.at().isBefore(from) || !step.at().isBefore(to)) {
                return;
            }
            changes.merge(step.by(), 1, Integer::sum);
            perMinute[(int) (Duration.between(from, step.at()).toMillis() / MINUTE_MILLIS)]++;
            paths.computeIfAbsent(id, Path::new).add(step, before, after);
        }

        /** A change concerns one figure only, so the others need not be copied for it. */
        private static Optional<Figure> applied(FieldStep step, Optional<Figure> before) {
            return Constellation.of(0, before.stream().toList())
                    .after(step.change())
                    .figure(step.change().figureId());
        }

        /** The measures of all steps that were added. */
        public FieldMeasures measured() {
            return new FieldMeasures(Map.copyOf(changes), figures(paths.values()), asList(perMinute), used);
        }
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
        private final Map<ParticipantRole, Integer> changes = new EnumMap<>(ParticipantRole.class);
        private Instant first;
        private Instant last;
        private String label = "";
        private double travelled;

        Path(FigureId id) {
            this.id = id;
        }

        void add(FieldStep step, Optional<Figure> before, Optional<Figure> after) {
            changes.merge(step.by(), 1, Integer::sum);
            first = first == null ? step.at() : first;
            last = step.at();
            after.or(() -> before).ifPresent(figure -> label = figure.label());
            before.ifPresent(
                    old -> after.ifPresent(now -> travelled += Math.hypot(now.x() - old.x(), now.y() - old.y())));
        }

        OfFigure measured() {
            return new OfFigure(id, label, Map.copyOf(changes), first, last, travelled);
        }
    }
}
