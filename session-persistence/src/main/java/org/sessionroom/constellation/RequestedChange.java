package org.sessionroom.constellation;

/**
 * What somebody asks to happen on the field. It becomes a change when it meets the field as it is then: a request that
 * names only what it changes leaves all else to whoever changed that last.
 */
public sealed interface RequestedChange permits ConstellationChange, EditFigure {

    FigureId figureId();

    /**
     * The change that it makes of this field.
     *
     * @throws org.sessionroom.session.SessionRejected when it does not fit the field as it is
     */
    ConstellationChange on(Constellation field);

    /** Whether a recorded change is what this request, or the same one sent before, became. */
    boolean became(ConstellationChange recorded);
}
