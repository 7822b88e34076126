/**
 * The field's state: an immutable set of figures, and the rules by which a change creates the next one.
 * The server applies the same rules; here they show a change before it is acknowledged.
 *
 * Units: field pixels at 100 %, origin in the centre, x to the right, y down; facing in degrees clockwise from up.
 */
import { REFUSED, isTooLong } from "../shared/text.js";

export const KINDS = Object.freeze(["WOMAN", "MAN", "NEUTRAL", "CHILD", "FEELING", "OBJECT"]);
export const COLOURS = Object.freeze(["MOSS", "PETROL", "CLAY", "OCHRE", "PLUM", "SLATE", "ROSE", "SAND"]);
export const LIMITS = Object.freeze({
  figures: 500,
  label: 40,
  size: Object.freeze([0.5, 2]),
  field: 1000,
  carpet: 480,
});

/** A change that the rules do not allow; `code` is the same as the server's. */
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

function checkLook({ kind, label, colour, size }) {
  check(KINDS.includes(kind) && COLOURS.includes(colour) && within(size, ...LIMITS.size));
  check(typeof label === "string" && !isTooLong(label, LIMITS.label) && !REFUSED.test(label));
}

/** The members that an edit changes. */
export function look({ figureKind, label, colour, size }) {
  const all = { kind: figureKind, label, colour, size };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The new figures for each kind of change. A new kind of change needs one entry here. */
const RULES = {
  FigurePlaced(figures, change) {
    check(typeof change.figureId === "string");
    check(!figures.has(change.figureId), "FIGURE_EXISTS");
    check(figures.size < LIMITS.figures, "FIELD_FULL");
    const { figureId, figureKind, label, colour, size, x, y, facing } = change;
    const figure = { figureId, kind: figureKind, label, colour, size, x, y, facing };
    checkLook(figure);
    checkPlace(figure);
    checkFacing(figure);
    figures.set(figureId, Object.freeze(figure));
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
    const fields = look(change);
    check(Object.keys(fields).length > 0);
    alter(figures, change, fields, checkLook);
  },
  FigureRemoved(figures, { figureId }) {
    check(figures.delete(figureId), "FIGURE_UNKNOWN");
  },
};

function alter(figures, change, fields, checkFields) {
  const figure = figures.get(change.figureId);
  check(figure, "FIGURE_UNKNOWN");
  const altered = Object.freeze({ ...figure, ...fields });
  checkFields(altered);
  figures.set(change.figureId, altered);
}

export class Constellation {
  #figures;

  /** @param {Iterable<object>} figures of a snapshot */
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
   * @returns {Constellation} the field after the change; this one is unchanged
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
   * Whether a figure still has these values; `null` means that it must not exist.
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

/** @param changed the new values of kind, label, colour and size; missing ones stay as the last change left them */
export function editing(figureId, { kind: figureKind, ...changed }) {
  return { kind: "FigureEdited", figureId, ...(figureKind && { figureKind }), ...changed };
}
