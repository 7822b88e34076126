package org.sessionroom.constellation;

/**
 * Something that happened on the field. The same fact has the same shape on the wire, in the journal, in a replay and in a
 * report (see {@link ConstellationJson}). A new kind of change is a record here, its case in ConstellationJson, a case in
 * the page's {@code constellation.js} and a sentence in the bundles.
 */
public sealed interface ConstellationChange {

    FigureId figureId();

    /** @throws org.sessionroom.session.SessionRejected when it does not fit the field as it is */
    Constellation applyTo(Constellation field);

    record FigurePlaced(Figure figure) implements ConstellationChange {

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

        public FigureMoved {
            x = FieldLimits.coordinate(x);
            y = FieldLimits.coordinate(y);
        }

        @Override
        public Constellation applyTo(Constellation field) {
            return field.replace(figureId, figure -> figure.at(x, y));
        }
    }

    record FigureTurned(FigureId figureId, double facing) implements ConstellationChange {

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

        public FigureEdited {
            FieldLimits.require(kind != null && colour != null);
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
            return "FigureEdited[" + figureId + "]";
        }
    }

    record FigureRemoved(FigureId figureId) implements ConstellationChange {

        @Override
        public Constellation applyTo(Constellation field) {
            return field.remove(figureId);
        }
    }
}
