package org.sessionroom.constellation;

/** The palette of the field; the page defines each colour's shade in light and dark mode. */
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
