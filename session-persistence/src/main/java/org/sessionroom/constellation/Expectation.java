package org.sessionroom.constellation;

import java.util.Optional;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/**
 * The values that a figure must still have for a change to be applied. Undo and redo use it, so that undoing one's own
 * action never undoes what the other person did since. Empty members are not compared.
 */
public record Expectation(
        Optional<FigureKind> kind,
        Optional<String> label,
        Optional<FigureColour> colour,
        Optional<Double> size,
        Optional<Double> x,
        Optional<Double> y,
        Optional<Double> facing) {

    /** @throws SessionRejected STALE if the figure is gone or differs */
    public void require(Optional<Figure> figure) {
        if (figure.filter(this::holds).isEmpty()) {
            throw new SessionRejected(Rejection.STALE);
        }
    }

    private boolean holds(Figure figure) {
        return agrees(kind, figure.kind())
                && agrees(label, figure.label())
                && agrees(colour, figure.colour())
                && agrees(size, figure.size())
                && agrees(x, figure.x())
                && agrees(y, figure.y())
                && agrees(facing, figure.facing());
    }

    static <T> boolean agrees(Optional<T> expected, T actual) {
        return expected.map(value -> value.equals(actual)).orElse(true);
    }

    /** Does not show the label. */
    @Override
    public String toString() {
        return "Expectation[…]";
    }
}
