package org.sessionroom.constellation;

import java.util.Optional;
import java.util.stream.Stream;
import org.sessionroom.constellation.ConstellationChange.FigureEdited;
import org.sessionroom.session.FieldFault.Kind;
import org.sessionroom.session.Rejection;
import org.sessionroom.session.SessionRejected;

/** A request to change the appearance of a figure. Empty members stay as they are when the edit is applied. */
public record EditFigure(
        FigureId figureId,
        Optional<FigureKind> kind,
        Optional<String> label,
        Optional<FigureColour> colour,
        Optional<Double> size)
        implements RequestedChange {

    /** @throws SessionRejected INVALID if nothing is to change, or a value is outside {@link FieldLimits} */
    public EditFigure {
        FieldLimits.require(Stream.of(kind, label, colour, size).anyMatch(Optional::isPresent), "label", Kind.MISSING);
        label = label.map(FieldLimits::label);
        size = size.map(FieldLimits::size);
    }

    @Override
    public ConstellationChange on(Constellation field) {
        Figure figure = field.figure(figureId).orElseThrow(() -> new SessionRejected(Rejection.FIGURE_UNKNOWN));
        return new FigureEdited(
                figureId,
                kind.orElse(figure.kind()),
                label.orElse(figure.label()),
                colour.orElse(figure.colour()),
                size.orElse(figure.size()));
    }

    @Override
    public boolean became(ConstellationChange recorded) {
        return recorded instanceof FigureEdited edited
                && figureId.equals(edited.figureId())
                && Expectation.agrees(kind, edited.kind())
                && Expectation.agrees(label, edited.label())
                && Expectation.agrees(colour, edited.colour())
                && Expectation.agrees(size, edited.size());
    }

    /** Does not show the label. */
    @Override
    public String toString() {
        return "EditFigure[" + figureId + "]";
    }
}
