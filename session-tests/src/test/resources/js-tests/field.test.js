import { Constellation } from "/resources/js/constellation/constellation.js";
import { Field } from "/resources/js/constellation/field.js";
import { svg } from "/resources/js/svg.js";
import { holds, same } from "./assert.js";
import { place } from "./fixtures.js";

const THERAPIST = { name: "Paulo", role: "THERAPIST", yields: false };
const CLIENT = { name: "Ana", role: "CLIENT", yields: true };

/** A field with one figure, in somebody's hands or not. */
class Table {
  sent = [];
  refused = [];

  constructor(own) {
    this.field = new Field(svg("svg", {}), {
      submit: (change) => this.sent.push(change.kind),
      preview: () => this.sent.push("preview"),
      release: () => this.sent.push("release"),
      heldByOther: (figureId) => this.refused.push(figureId),
      person: () => ({ name: "the other", role: "CLIENT" }),
      selected() {},
    });
    this.field.rights(true, own);
    this.field.render(new Constellation().apply(place("m")));
  }

  /** The other's hand is on it, wherever it says. */
  otherHolds(x = 5) {
    this.field.otherHolds({ by: "other", figureId: "m", x, y: 5, facing: 0 });
    return this;
  }
}

export function whatTheTherapistHoldsStaysInTheirHand() {
  const { field, refused } = new Table(CLIENT).otherHolds();
  holds(!field.grip.take("m"), "the client does not get it");
  same(refused, ["m"]);
}

export function noHandKeepsAFigureFromTheTherapist() {
  const table = new Table(THERAPIST).otherHolds();
  holds(table.field.grip.take("m"), "the therapist gets it");
  table.otherHolds(6).otherHolds(7);
  table.field.grip.moveTo(40, 40);
  table.field.grip.drop();
  same([table.sent.filter((kind) => kind !== "preview"), table.refused], [["FigureMoved", "release"], []]);
}

export function theClientsHandOpensWhenTheTherapistTakesTheFigure() {
  const table = new Table(CLIENT);
  holds(table.field.grip.take("m"), "it is free");
  table.otherHolds();
  same(table.field.grip.figureId, null);
  same(table.sent.at(-1), "release");
}
