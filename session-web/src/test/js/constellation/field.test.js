import { Constellation } from "/resources/js/constellation/constellation.js";
import { Field } from "/resources/js/constellation/field.js";
import { svg } from "/resources/js/shared/svg.js";
import { holds, same } from "../assert.js";
import { place } from "../fixtures.js";

const THERAPIST = { name: "Paulo", role: "THERAPIST", yields: false };
const CLIENT = { name: "Ana", role: "CLIENT", yields: true };

/** A field with one figure, held by somebody or not; visible if its element is. */
class Table {
  sent = [];
  refused = [];

  constructor(own, element = svg("svg", {})) {
    this.field = new Field(element, {
      submit: (change) => {
        this.sent.push(change.kind);
        this.change = change;
      },
      preview: () => this.sent.push("preview"),
      release: () => this.sent.push("release"),
      heldByOther: (figureId) => this.refused.push(figureId),
      person: () => ({ name: "the other", role: "CLIENT" }),
      holdChanged() {},
      selected() {},
    });
    this.field.rights(true, own);
    this.field.render(new Constellation().apply(place("m")));
  }

  /** The other person drags the figure, at this position. */
  otherHolds(x = 5) {
    this.field.otherHolds({ by: "other", figureId: "m", x, y: 5, facing: 0 });
    return this;
  }
}

/** A visible table, touched with simulated pointers. */
class Fingers extends Table {
  constructor(own = THERAPIST) {
    const frame = document.createElement("div");
    const element = svg("svg", {});
    element.style.cssText = "display: block; width: 100%; height: 100%";
    frame.append(element);
    frame.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 800px; height: 600px";
    document.body.append(frame);
    element.setPointerCapture = () => {};
    super(own, element);
    this.frame = frame;
    this.element = element;
  }

  get place() {
    const { x, y, facing } = this.field.grip.place;
    return { x, y, facing };
  }

  async does(type, x, y, { finger = 1, on = this.element } = {}) {
    const more = { bubbles: true, cancelable: true, button: type === "pointermove" ? -1 : 0, pointerType: "touch" };
    on.dispatchEvent(new PointerEvent(type, { pointerId: finger, clientX: x, clientY: y, ...more }));
    await this.frames(2);
  }

  async frames(count) {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  }

  /** Drags the figure to another position. */
  async drags() {
    const figure = this.element.querySelector(".figure-hit");
    const { x, y } = middleOf(figure);
    await this.does("pointerdown", x, y, { on: figure });
    await this.does("pointermove", x + 40, y + 30);
    await this.does("pointermove", x + 90, y + 60);
    return { x: x + 90, y: y + 60 };
  }

  async turnsThePhone() {
    this.frame.style.width = "360px";
    this.frame.style.height = "740px";
    await this.frames(3);
  }

  end() {
    this.frame.remove();
  }
}

function middleOf(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

export async function aPhoneThatIsTurnedUnderADragMovesNothing() {
  const hand = new Fingers();
  const { x, y } = await hand.drags();
  const before = hand.place;
  await hand.turnsThePhone();
  await hand.does("pointermove", y, x);
  same(hand.place, before, "while the finger rests");
  await hand.does("pointermove", y + 10, x);
  holds(hand.place.x > before.x && hand.place.y === before.y, "it goes on from where it is");
  const last = hand.place;
  await hand.does("pointerup", y + 10, x);
  same([hand.change.x, hand.change.y], [last.x, last.y]);
  hand.end();
}

export async function aWindowThatIsResizedBeforeTheReleaseMovesNothing() {
  const hand = new Fingers();
  const { x, y } = await hand.drags();
  const before = hand.place;
  await hand.turnsThePhone();
  await hand.does("pointerup", x, y);
  same([hand.change.x, hand.change.y], [before.x, before.y]);
  hand.end();
}

export async function aFieldThatIsZoomedOrShiftedUnderADragMovesNothing() {
  const hand = new Fingers();
  const { x, y } = await hand.drags();
  const before = hand.place;
  hand.field.zoomBy(1.5);
  hand.frame.style.left = "120px";
  await hand.does("pointerup", x, y);
  same([hand.change.x, hand.change.y], [before.x, before.y]);
  hand.end();
}

export async function aFigureTurnsByWhatTheHandMovesAlone() {
  const hand = new Fingers();
  hand.field.focus("m");
  const knob = hand.element.querySelector(".turn-hit");
  const { x, y } = middleOf(knob);
  await hand.does("pointerdown", x + 9, y, { on: knob });
  await hand.turnsThePhone();
  await hand.does("pointermove", x + 9, y);
  same(hand.place.facing, 0);
  await hand.does("pointerup", x + 9, y);
  same(hand.sent.includes("FigureTurned"), false);
  hand.end();
}

export async function aSecondFingerTakesNothingOutOfTheHand() {
  const hand = new Fingers();
  const { x, y } = await hand.drags();
  await hand.does("pointerdown", 600, 500, { finger: 2 });
  await hand.does("pointerup", 600, 500, { finger: 2 });
  const before = hand.place;
  await hand.does("pointermove", x + 20, y);
  holds(hand.place.x > before.x, "the first finger still drags");
  await hand.does("pointerup", x + 20, y);
  same(hand.sent.filter((kind) => kind !== "preview"), ["FigureMoved", "release"]);
  hand.end();
}

export async function aPointerTheBrowserTakesAwayLeavesTheFigureWhereItWasSeen() {
  const hand = new Fingers();
  const { x, y } = await hand.drags();
  const before = hand.place;
  await hand.does("pointercancel", x, y);
  same([hand.change.x, hand.change.y], [before.x, before.y]);
  hand.end();
}

export async function twoFingersOnAFigureThatRestsStillZoom() {
  const hand = new Fingers();
  const figure = hand.element.querySelector(".figure-hit");
  const { x, y } = middleOf(figure);
  const before = hand.field.zoom;
  await hand.does("pointerdown", x, y, { on: figure });
  await hand.does("pointerdown", x + 100, y, { finger: 2 });
  await hand.does("pointermove", x + 200, y, { finger: 2 });
  holds(hand.field.zoom > before, "the field is larger");
  same(hand.sent, []);
  hand.end();
}

export function whoeverEditsAFigureIsSeenAndKeepsNobodyFromIt() {
  const table = new Table(CLIENT);
  holds(table.field.grip.take("m"), "it is free");
  table.field.otherHolds({ by: "other", figureId: "m", x: 0, y: 0, facing: 0, editing: true });
  same(table.field.grip.figureId, "m");
  table.field.grip.drop();
  same([table.field.hold("m").editing, table.refused], [true, []]);
  holds(table.field.grip.take("m"), "it can be taken");
  same(table.field.hold("m").name, "the other");
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
