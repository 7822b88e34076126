import { Constellation } from "/resources/js/constellation/constellation.js";
import { Field } from "/resources/js/constellation/field.js";
import { Pointing } from "/resources/js/constellation/pointing.js";
import { svg } from "/resources/js/shared/svg.js";
import { same } from "../assert.js";
import { place } from "../fixtures.js";
import { until } from "../call/two-calls.js";

/** A field with a figure in its middle; records what is pointed at and changed. */
async function withField(test) {
  const element = svg("svg", { width: 600, height: 400, tabindex: "0" });
  document.body.append(element);
  const changes = [];
  const points = [];
  const note = (kind) => () => changes.push(kind);
  const field = new Field(element, {
    submit: note("submit"),
    preview: note("preview"),
    release: note("release"),
    heldByOther() {},
    person: () => ({ name: "Ana", role: "CLIENT" }),
    selected() {},
  });
  field.rights(true, { name: "Paulo", role: "THERAPIST", yields: false });
  field.render(new Constellation().apply(place("m", { x: 30, y: 40 })));
  await until("place of the field", () => field.camera.width === 600);
  const pointing = new Pointing(element, field, (point) => points.push(point));
  const { left, top } = element.getBoundingClientRect();
  const hand = (type, x, y) =>
    element.dispatchEvent(
      new PointerEvent(type, { clientX: left + x, clientY: top + y, pointerId: 1, button: 0, bubbles: true, cancelable: true }),
    );
  try {
    await test({ element, field, pointing, points, changes, hand });
  } finally {
    pointing.on = false;
    element.remove();
  }
}

export async function aHandOnTheFieldIsShownAndMovesNothing() {
  await withField(async ({ field, pointing, points, changes, hand }) => {
    hand("pointermove", 300, 200);
    pointing.on = true;
    const before = field.camera.transform;
    const [x, y] = field.camera.toView(30, 40);
    hand("pointerdown", x, y);
    hand("pointermove", x + 5, y);
    hand("pointermove", x + 60, y);
    await until("place", () => points.length > 0);
    const [fieldX] = field.camera.toField(x + 60, y);
    same([points.at(-1).x, points.at(-1).y], [Math.round(fieldX), 40]);
    same([changes, field.camera.transform === before], [[], true]);
    const count = points.length;
    await until("the place again while it is still", () => points.length > count);
  });
}

export async function nothingIsShownOnceTheHandIsAwayOrItIsSwitchedOff() {
  await withField(async ({ pointing, points, hand }) => {
    pointing.on = true;
    hand("pointermove", 10, 10);
    hand("pointerleave", 10, 10);
    await new Promise((resolve) => setTimeout(resolve, 150));
    same(points, []);
    hand("pointermove", 10, 10);
    pointing.on = false;
    hand("pointermove", 20, 20);
    await new Promise((resolve) => setTimeout(resolve, 150));
    same(points, []);
  });
}

export async function aFigureIsPointedAtByTheKeyboard() {
  await withField(async ({ element, pointing, points }) => {
    pointing.on = true;
    element.querySelector("[data-figure=m]").focus();
    await until("place of the figure", () => points.length > 0);
    same(points[0], { x: 30, y: 40 });
  });
}

export async function theOthersHandIsShownForAWhile() {
  await withField(async ({ element, pointing }) => {
    const mark = element.querySelector(".other-point");
    same(mark.getAttribute("visibility"), "hidden");
    pointing.show({ x: 5, y: -7 }, "CLIENT");
    same([mark.getAttribute("visibility"), mark.getAttribute("transform")], ["visible", "translate(5 -7)"]);
    await until("end of it", () => mark.getAttribute("visibility") === "hidden");
  });
}
