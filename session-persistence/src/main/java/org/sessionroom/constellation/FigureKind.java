package org.sessionroom.constellation;

/** What a figure represents. */
public enum FigureKind {
    WOMAN,
    MAN,
    NEUTRAL,
    CHILD,
    FEELING,
    OBJECT
}
