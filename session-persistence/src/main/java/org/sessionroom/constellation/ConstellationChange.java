package org.sessionroom.constellation;

import org.sessionroom.session.FieldFault.Kind;

/**
 * A change of the field. It has the same JSON shape on the wire, in the journal, in a replay and in a
 * report (see {@link ConstellationJson}). CONTRIBUTING.md names the places that a new kind of change needs.
 */
public sealed interface ConstellationChange extends RequestedChange {

    @Override
    default ConstellationChange on(Constellation field) {
        return this;
    }

    @Override
    default boolean became(ConstellationChange recorded) {
        return equals(recorded);
    }

    /** The name of its kind in stored and sent JSON. It never changes, whatever the record is called: rows of every version have it. */
    String storedName();

    /** @throws org.sessionroom.session.SessionRejected if it does not fit the current field */
    Constellation applyTo(Constellation field);

    record FigurePlaced(Figure figure) implements ConstellationChange {

        static final String NAME = "FigurePlaced";

        @Override
        public String storedName() {
            return NAME;
        }

        @Override
        public FigureId figureId() {
            return figure.id();
        }

        @Override
        public Constellation applyTo(Constellation field) {
            return field.place(figure);
        }
    }

    record FigureMoved(FigureId figureId, double x, double y) implements ConstellationChange {

        static final String NAME = "FigureMoved";

        @Override
        public String storedName() {
            return NAME;
        }

        public FigureMoved {
            x = FieldLimits.coordinate("x", x);
            y = FieldLimits.coordinate("y", y);
        }

        @Override
        public Constellation applyTo(Constellation field) {
            return field.replace(figureId, figure -> figure.at(x, y));
        }
    }

    record FigureTurned(FigureId figureId, double facing) implements ConstellationChange {

        static final String NAME = "FigureTurned";

        @Override
        public String storedName() {
            return NAME;
        }

        public FigureTurned {
            facing = FieldLimits.facing(facing);
        }

        @Override
        public Constellation applyTo(Constellation field) {
            return field.replace(figureId, figure -> figure.turnedTo(facing));
        }
    }

    record FigureEdited(FigureId figureId, FigureKind kind, String label, FigureColour colour, double size)
            implements ConstellationChange {

        static final String NAME = "FigureEdited";

        @Override
        public String storedName() {
            return NAME;
        }

        public FigureEdited {
            FieldLimits.require(kind != null, "figureKind", Kind.MISSING);
            FieldLimits.require(colour != null, "colour", Kind.MISSING);
            label = FieldLimits.label(label);
            size = FieldLimits.size(size);
        }

        @Override
        public Constellation applyTo(Constellation field) {
            return field.replace(figureId, figure -> figure.looking(kind, label, colour, size));
        }

        /** Does not show the label. */
        @Override
        public String toString() {
            return NAME + "[" + figureId + "]";
        }
    }

    record FigureRemoved(FigureId figureId) implements ConstellationChange {

        static final String NAME = "FigureRemoved";

        @Override
        public String storedName() {
            return NAME;
        }

        @Override
        public Constellation applyTo(Constellation field) {
            return field.remove(figureId);
        }
    }
}
