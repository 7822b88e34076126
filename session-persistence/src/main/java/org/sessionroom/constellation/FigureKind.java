package org.sessionroom.constellation;

/** What a figure stands for. */
public enum FigureKind {
    WOMAN,
    MAN,
    NEUTRAL,
    CHILD,
    FEELING,
    OBJECT
}
