import { Constellation } from "/resources/js/constellation/constellation.js";
import { drawStill } from "/resources/js/constellation/still.js";
import { svg } from "/resources/js/shared/svg.js";
import { holds, same } from "../assert.js";
import { place } from "../fixtures.js";

/** A picture of these figures, 300 px wide and high, for the duration of the callback. */
function still(changes, look) {
  const picture = svg("svg", { width: 300, height: 300 });
  picture.style.setProperty("display", "block");
  document.body.append(picture);
  try {
    const field = changes.reduce((before, change) => before.apply(change), new Constellation());
    drawStill(picture, field.figures);
    look(picture);
  } finally {
    picture.remove();
  }
}

export function nothingInItCanBeTaken() {
  still([place("m")], (picture) => {
    same(picture.querySelectorAll("[tabindex], [role]").length, 0);
    same(picture.querySelectorAll(".figure-hit, .selection-ring").length, 0);
  });
}

export function everyFigureIsDrawnWithItsName() {
  still([place("m"), place("n", { label: "Avó", x: 200 })], (picture) => {
    same([...picture.querySelectorAll(".figure-label")].map((label) => label.textContent), ["Mãe", "Avó"]);
  });
}

export function figuresFarOutAreInThePictureToo() {
  const corners = [place("m", { x: 1000, y: 1000 }), place("n", { x: -1000, y: -1000 })];
  still(corners, (picture) => {
    const frame = picture.getBoundingClientRect();
    for (const figure of picture.querySelectorAll(".figure-shape")) {
      const { left, right, top, bottom } = figure.getBoundingClientRect();
      holds(left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom, "within");
    }
  });
}

export function twoLabelsSideBySideDoNotCoverEachOther() {
  still([place("m", { label: "Avó materna", x: 0 }), place("n", { label: "Avô materno", x: 150 })], (picture) => {
    const [one, other] = [...picture.querySelectorAll(".figure-label")].map((label) => label.getBoundingClientRect());
    holds(one.right > other.left, "near enough to meet");
    holds(one.bottom <= other.top || other.bottom <= one.top, "one above its figure, one below");
  });
}
