package org.sessionroom.constellation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * The field after a number of changes. It is empty at zero and immutable: each change, applied in
 * the order of its sequence number, creates the next one. The same journal always gives the same field, on every
 * node and in every browser.
 */
public final class Constellation {

    public static final Constellation EMPTY = new Constellation(0, Map.of());

    private final long seq;
    private final Map<FigureId, Figure> figures;

    private Constellation(long seq, Map<FigureId, Figure> figures) {
        this.seq = seq;
        this.figures = figures;
    }

    /** Creates a field from a snapshot. */
    public static Constellation of(long seq, Collection<Figure> figures) {
        Map<FigureId, Figure> byId = new LinkedHashMap<>();
        figures.forEach(figure -> byId.put(figure.id(), figure));
        return new Constellation(seq, byId);
    }

    /**
     * The field after one more change.
     *
     * @throws SessionRejected FIGURE_UNKNOWN, FIGURE_EXISTS, FIELD_FULL or INVALID; this field is unchanged
     */
    public Constellation after(ConstellationChange change) {
        Constellation next = change.applyTo(this);
        return new Constellation(seq + 1, next.figures);
    }

    Constellation place(Figure figure) {
        if (figures.containsKey(figure.id())) {
            throw new SessionRejected(Rejection.FIGURE_EXISTS);
        }
        if (figures.size() >= FieldLimits.FIGURES) {
            throw new SessionRejected(Rejection.FIELD_FULL);
        }
        return with(copy -> copy.put(figure.id(), figure));
    }

    Constellation replace(FigureId id, UnaryOperator<Figure> change) {
        Figure changed = change.apply(known(id));
        return with(copy -> copy.put(id, changed));
    }

    Constellation remove(FigureId id) {
        known(id);
        return with(copy -> copy.remove(id));
    }

    private Figure known(FigureId id) {
        return figure(id).orElseThrow(() -> new SessionRejected(Rejection.FIGURE_UNKNOWN));
    }

    private Constellation with(Consumer<Map<FigureId, Figure>> alteration) {
        Map<FigureId, Figure> copy = new LinkedHashMap<>(figures);
        alteration.accept(copy);
        return new Constellation(seq, copy);
    }

    public Optional<Figure> figure(FigureId id) {
        return Optional.ofNullable(figures.get(id));
    }

    /** In the order in which they were placed. */
    public Collection<Figure> figures() {
        return Collections.unmodifiableCollection(figures.values());
    }

    /** The number of changes that have been applied. */
    public long seq() {
        return seq;
    }
}
