package org.sessionroom.constellation;

import org.sessionroom.session.FieldFault.Kind;

/**
 * A person or thing on the field. Immutable; a change creates a new one.
 *
 * @param label its name, up to {@link FieldLimits#LABEL} characters, may be empty
 * @param size factor on the kind's usual size
 * @param x field pixels to the right of the centre
 * @param y field pixels below the centre
 * @param facing degrees clockwise from up, [0, 360)
 */
public record Figure(
        FigureId id,
        FigureKind kind,
        String label,
        FigureColour colour,
        double size,
        double x,
        double y,
        double facing) {

    /** @throws org.sessionroom.session.SessionRejected INVALID if a value is outside {@link FieldLimits} */
    public Figure {
        FieldLimits.require(id != null, "figureId", Kind.MISSING);
        FieldLimits.require(kind != null, "kind", Kind.MISSING);
        FieldLimits.require(colour != null, "colour", Kind.MISSING);
        label = FieldLimits.label(label);
        size = FieldLimits.size(size);
        x = FieldLimits.coordinate("x", x);
        y = FieldLimits.coordinate("y", y);
        facing = FieldLimits.facing(facing);
    }

    Figure at(double newX, double newY) {
        return new Figure(id, kind, label, colour, size, newX, newY, facing);
    }

    Figure turnedTo(double newFacing) {
        return new Figure(id, kind, label, colour, size, x, y, newFacing);
    }

    Figure looking(FigureKind newKind, String newLabel, FigureColour newColour, double newSize) {
        return new Figure(id, newKind, newLabel, newColour, newSize, x, y, facing);
    }

    /** Does not show the label. */
    @Override
    public String toString() {
        return "Figure[" + id + ", " + kind + "]";
    }
}
