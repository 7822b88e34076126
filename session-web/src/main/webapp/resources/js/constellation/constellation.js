/**
 * The field's state: an immutable set of figures, and the rules by which a change makes the next one.
 * The server keeps the same rules; here they let a person see a change before it is acknowledged.
 *
 * Units: field pixels at 100 %, origin in the centre, x to the right, y down; facing in degrees clockwise from up.
 */

export const KINDS = Object.freeze(["WOMAN", "MAN", "NEUTRAL", "CHILD", "FEELING", "OBJECT"]);
export const COLOURS = Object.freeze(["MOSS", "PETROL", "CLAY", "OCHRE", "PLUM", "SLATE", "ROSE", "SAND"]);
export const LIMITS = Object.freeze({
  figures: 500,
  label: 40,
  size: Object.freeze([0.5, 2]),
  field: 1000,
  carpet: 480,
});

/** A change that the field does not take; `code` is the same as the server's. */
export class Refusal extends Error {
  constructor(code) {
    super(code);
    this.name = "Refusal";
    this.code = code;
  }
}

const within = (value, low, high) => Number.isFinite(value) && value >= low && value <= high;

function check(holds, code = "INVALID") {
  if (!holds) throw new Refusal(code);
}

function checkPlace({ x, y }) {
  check(within(x, -LIMITS.field, LIMITS.field) && within(y, -LIMITS.field, LIMITS.field));
}

function checkFacing({ facing }) {
  check(within(facing, 0, 360) && facing < 360);
}

function checkLook({ figureKind, label, colour, size }) {
  check(KINDS.includes(figureKind) && COLOURS.includes(colour) && within(size, ...LIMITS.size));
  check(typeof label === "string" && [...label].length <= LIMITS.label && !/\p{Cc}/u.test(label));
}

/** How each kind of change makes new figures of the old. A new kind of change needs one entry here. */
const RULES = {
  FigurePlaced(figures, change) {
    check(typeof change.figureId === "string");
    check(!figures.has(change.figureId), "FIGURE_EXISTS");
    check(figures.size < LIMITS.figures, "FIELD_FULL");
    checkLook(change);
    checkPlace(change);
    checkFacing(change);
    const { figureId, figureKind, label, colour, size, x, y, facing } = change;
    figures.set(figureId, Object.freeze({ figureId, kind: figureKind, label, colour, size, x, y, facing }));
  },
  FigureMoved(figures, change) {
    const { x, y } = change;
    alter(figures, change, { x, y }, checkPlace);
  },
  FigureTurned(figures, change) {
    const { facing } = change;
    alter(figures, change, { facing }, checkFacing);
  },
  FigureEdited(figures, change) {
    const { figureKind: kind, label, colour, size } = change;
    alter(figures, change, { kind, label, colour, size }, checkLook);
  },
  FigureRemoved(figures, { figureId }) {
    check(figures.delete(figureId), "FIGURE_UNKNOWN");
  },
};

function alter(figures, change, fields, checkFields) {
  const figure = figures.get(change.figureId);
  check(figure, "FIGURE_UNKNOWN");
  checkFields(change);
  figures.set(change.figureId, Object.freeze({ ...figure, ...fields }));
}

export class Constellation {
  #figures;

  /** @param {Iterable<object>} figures as they stand in a snapshot */
  constructor(figures = []) {
    this.#figures = new Map(Array.from(figures, (figure) => [figure.figureId, Object.freeze({ ...figure })]));
  }

  get size() {
    return this.#figures.size;
  }

  /** In the order in which they were placed. */
  get figures() {
    return [...this.#figures.values()];
  }

  figure(figureId) {
    return this.#figures.get(figureId);
  }

  /**
   * @returns {Constellation} the field after the change; this one stays as it is
   * @throws {Refusal} when the rules do not allow the change
   */
  apply(change) {
    check(Object.hasOwn(RULES, change.kind));
    const next = new Constellation();
    next.#figures = new Map(this.#figures);
    RULES[change.kind](next.#figures, change);
    return next;
  }

  /**
   * Whether a figure still has these fields; `null` means that it must not be there.
   */
  holds(figureId, expected) {
    const figure = this.#figures.get(figureId);
    if (expected === null) return !figure;
    return Boolean(figure) && Object.entries(expected).every(([field, value]) => figure[field] === value);
  }
}

/** One decimal, as on the wire; never −0. */
export const toTenth = (value) => Math.round(value * 10) / 10 || 0;

/** Any angle as a facing in [0, 360), one decimal. */
export const toFacing = (degrees) => toTenth(((degrees % 360) + 360) % 360) % 360;

export const toPlace = (value) => toTenth(Math.min(LIMITS.field, Math.max(-LIMITS.field, value)));

export function placing({ kind, ...figure }) {
  return { kind: "FigurePlaced", figureKind: kind, ...figure };
}

export function editing({ figureId, kind, label, colour, size }) {
  return { kind: "FigureEdited", figureId, figureKind: kind, label, colour, size };
}
