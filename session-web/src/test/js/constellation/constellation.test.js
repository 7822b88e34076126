import { Constellation, LIMITS, toFacing, toPlace, toTenth } from "/resources/js/constellation/constellation.js";
import { holds, refuses, same } from "../assert.js";
import { edit, moveTo, place, remove, turnTo } from "../fixtures.js";

const withMother = () => new Constellation().apply(place("m"));

export function aPlacedFigureHasAllItsFields() {
  const field = new Constellation().apply(place("m", { x: 12.5, y: -3, facing: 90 }));
  const expected = { figureId: "m", kind: "WOMAN", label: "Mãe", colour: "ROSE", size: 1, x: 12.5, y: -3, facing: 90 };
  same(field.figure("m"), expected);
}

export function aChangeLeavesTheFieldBeforeAsItWas() {
  const before = withMother();
  const after = before.apply(moveTo("m", 10, 20));
  same([before.figure("m").x, after.figure("m").x], [0, 10]);
  same(after.apply(remove("m")).size, 0);
  same(after.size, 1);
}

export function eachKindOfChangeAltersItsOwnFieldsOnly() {
  const field = withMother()
    .apply(moveTo("m", 1, 2))
    .apply(turnTo("m", 45))
    .apply(edit("m"));
  const expected = { figureId: "m", kind: "MAN", label: "Pai", colour: "PETROL", size: 1.5, x: 1, y: 2, facing: 45 };
  same(field.figure("m"), expected);
}

export function anEditChangesOnlyWhatItNames() {
  const field = withMother().apply({ kind: "FigureEdited", figureId: "m", colour: "MOSS" });
  same([field.figure("m").label, field.figure("m").colour], ["Mãe", "MOSS"]);
  refuses("INVALID", () => field.apply({ kind: "FigureEdited", figureId: "m" }));
}

export function theOrderOfPlacingIsKept() {
  const field = withMother()
    .apply(place("p"))
    .apply(place("c"))
    .apply(moveTo("m", 5, 5));
  same(
    field.figures.map(({ figureId }) => figureId),
    ["m", "p", "c"],
  );
}

export function anUnknownFigureIsRefused() {
  for (const change of [moveTo("x", 0, 0), turnTo("x", 0), edit("x"), remove("x")]) {
    refuses("FIGURE_UNKNOWN", () => withMother().apply(change));
  }
}

export function theSameFigureTwiceIsRefused() {
  refuses("FIGURE_EXISTS", () => withMother().apply(place("m")));
}

export function aRemovedFigureMayComeBack() {
  same(
    withMother()
      .apply(remove("m"))
      .apply(place("m", { x: 7 }))
      .figure("m").x,
    7,
  );
}

export function theFieldTakesFiveHundredFigures() {
  const figures = Array.from({ length: LIMITS.figures - 1 }, (_, index) => ({ figureId: `f${index}` }));
  const full = new Constellation(figures).apply(place("last"));
  refuses("FIELD_FULL", () => full.apply(place("more")));
}

export function valuesOutsideTheFieldAreRefused() {
  const wrong = [
    moveTo("m", 1000.1, 0),
    moveTo("m", 0, -1000.1),
    moveTo("m", NaN, 0),
    moveTo("m", "1", 0),
    turnTo("m", 360),
    turnTo("m", -1),
    turnTo("m", Infinity),
    edit("m", { size: 0.4 }),
    edit("m", { size: 2.1 }),
    edit("m", { colour: "RED" }),
    edit("m", { figureKind: "GHOST" }),
    edit("m", { label: "x".repeat(41) }),
    edit("m", { label: "a\nb" }),
    edit("m", { label: null }),
    { kind: "FigureSung", figureId: "m" },
    { kind: "toString", figureId: "m" },
  ];
  for (const change of wrong) refuses("INVALID", () => withMother().apply(change));
}

export function aLabelIsCountedInCodePoints() {
  same(
    [
      ...withMother()
        .apply(edit("m", { label: "👵".repeat(40) }))
        .figure("m").label,
    ].length,
    40,
  );
}

export function figuresCannotBeAlteredFromOutside() {
  const figure = withMother().figure("m");
  holds(Object.isFrozen(figure), "a figure is frozen");
}

export function numbersFitTheWire() {
  same([toTenth(1.25), toTenth(-0.04), toPlace(2000), toPlace(-2000)], [1.3, 0, 1000, -1000]);
  same([toFacing(-15), toFacing(375), toFacing(359.96), toFacing(360)], [345, 15, 0, 0]);
}

export function expectedValuesAreComparedFieldByField() {
  const field = withMother();
  holds(field.holds("m", { x: 0, label: "Mãe" }), "the values still stand");
  holds(!field.holds("m", { x: 1 }), "another value no longer stands");
  holds(field.holds("x", null) && !field.holds("m", null), "null means absent");
  holds(!field.holds("x", {}), "no values of an absent figure stand");
}
