package org.sessionroom.constellation;

import org.sessionroom.input.TextRule;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.SessionRejected;

/** The limits of the field. Lengths are field pixels: one CSS pixel at 100 % zoom, origin in the centre, y down. */
public final class FieldLimits {

    /** Positions are within plus and minus this value, on both axes. */
    public static final double REACH = 1000;

    /** Radius of the round carpet, within the reach. */
    public static final double CARPET = 480;

    public static final int FIGURES = 500;

    /** Maximum letters of a label, as TextRule counts them. */
    public static final int LABEL = TextRule.LABEL.longest();

    public static final double SMALLEST = 0.5;
    public static final double LARGEST = 2.0;

    private FieldLimits() {}

    /** Whether a figure may have this position and direction. */
    public static boolean isPlace(double x, double y, double facing) {
        return isCoordinate(x) && isCoordinate(y) && isFacing(facing);
    }

    private static boolean isCoordinate(double value) {
        return Math.abs(value) <= REACH;
    }

    private static boolean isFacing(double value) {
        return value >= 0 && value < 360;
    }

    static void require(boolean within, String field, Kind otherwise) {
        if (!within) {
            throw SessionRejected.invalid(field, otherwise);
        }
    }

    /** A coordinate, rounded to a tenth of a field pixel. */
    static double coordinate(String axis, double value) {
        require(isCoordinate(value), axis, Kind.OUT_OF_RANGE);
        return tenths(value);
    }

    /** A direction in degrees clockwise from up, rounded to a tenth, in [0, 360). */
    static double facing(double value) {
        require(isFacing(value), "facing", Kind.OUT_OF_RANGE);
        double rounded = tenths(value);
        return rounded == 360 ? 0 : rounded;
    }

    /** A factor on a figure's usual size, rounded to a hundredth. */
    static double size(double value) {
        require(value >= SMALLEST && value <= LARGEST, "size", Kind.OUT_OF_RANGE);
        return Math.round(value * 100) / 100.0;
    }

    /** Validates and normalises a label. */
    static String label(String value) {
        return TextRule.LABEL.read("label", value);
    }

    private static double tenths(double value) {
        // Adding zero turns -0.0, which JSON would show as such, into 0.0.
        return Math.round(value * 10) / 10.0 + 0.0;
    }
}
