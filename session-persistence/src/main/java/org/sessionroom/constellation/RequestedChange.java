package org.sessionroom.constellation;

/**
 * A requested change of the field. It becomes a {@link ConstellationChange} when it is applied to the current field: a request that
 * names only what it changes leaves everything else as the last change left it.
 */
public sealed interface RequestedChange permits ConstellationChange, EditFigure {

    FigureId figureId();

    /**
     * The change that this request results in on a field.
     *
     * @throws org.sessionroom.session.SessionRejected if it does not fit the current field
     */
    ConstellationChange on(Constellation field);

    /** Whether a recorded change is the result of this request, or of the same one sent before. */
    boolean became(ConstellationChange recorded);
}
