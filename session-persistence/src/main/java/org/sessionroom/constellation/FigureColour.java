package org.sessionroom.constellation;

/** The palette of the field; the page knows each colour's shade in light and dark. */
public enum FigureColour {
    MOSS,
    PETROL,
    CLAY,
    OCHRE,
    PLUM,
    SLATE,
    ROSE,
    SAND
}
