/**
 * Draws the figures, seen from above. Light comes from the top left for all of them: gradients are shared and fixed, and
 * a turned figure gets a turned outline rather than a rotation.
 */
import { svg } from "../shared/svg.js";
import { COLOURS } from "./constellation.js";
import { OUTLINES, outlinePath } from "./outlines.js";

/**
 * Each kind: its outline; `radius`, half of its size on the field at size 1; `head`, the disc's share of the radius;
 * `notch`, whether it has a visible front; `draw`, if it is more than a lit body. A new kind needs one entry here.
 */
const KIND_DRAWINGS = {
  WOMAN: { radius: 24, head: 0.42, notch: true, draw: drawBody },
  MAN: { radius: 23, head: 0.42, notch: true, draw: drawBody },
  NEUTRAL: { radius: 25, head: 0.42, notch: true, draw: drawBody },
  CHILD: { radius: 18, head: 0.48, notch: true, draw: drawBody },
  FEELING: { radius: 21, head: 0, notch: false, draw: drawMist },
  OBJECT: { radius: 23, head: 0, notch: false, draw: drawObject },
};

export const hasFront = (kind) => KIND_DRAWINGS[kind].notch;

/** Half of the kind's size on the field at size 1, without its notch. */
export const radiusOf = (kind) => KIND_DRAWINGS[kind].radius;

/**
 * How far the figure reaches down from its centre at size 1: a label below must leave space for a front that points down.
 */
export function reachBelow(kind, facing) {
  const { radius, notch } = KIND_DRAWINGS[kind];
  if (!notch) return radius;
  const down = Math.max(0, -Math.cos((facing * Math.PI) / 180));
  return radius + 8.5 * down ** 6;
}

/** A figure's body around the origin at size 1, front up, as a group that `turn` can turn. */
export function drawFigure(kind, colour) {
  const body = svg("g", { class: "figure-body", "data-colour": colour });
  KIND_DRAWINGS[kind].draw(body, kind, colour);
  turn(body, kind, 0);
  return body;
}

/** Turns a drawn body to its facing, in degrees clockwise from up. */
export function turn(body, kind, facing) {
  for (const path of body.querySelectorAll("path")) {
    path.setAttribute("d", outlinePath(OUTLINES[kind], facing, Number(path.dataset.scale ?? 1)));
  }
}

function drawBody(body, kind, colour) {
  const { radius, head } = KIND_DRAWINGS[kind];
  const turned = svg("path", { class: "figure-shape", fill: `url(#lit-${colour})` });
  body.append(svg("path", { class: "figure-shade", filter: "url(#figure-shadow)" }), turned);
  body.append(svg("circle", { class: "figure-head", r: (radius * head).toFixed(1) }));
}

function drawObject(body, kind, colour) {
  body.append(svg("path", { class: "figure-shade", filter: "url(#figure-shadow)" }));
  body.append(svg("path", { class: "figure-shape", fill: `url(#lit-${colour})` }));
  body.append(svg("path", { class: "figure-head", "data-scale": 0.46 }));
}

function drawMist(body, kind, colour) {
  body.append(
    svg("path", {
      class: "figure-mist far",
      filter: "url(#mist-far)",
      fill: `url(#mist-${colour})`,
      "data-scale": 1.5,
    }),
  );
  body.append(
    svg("path", {
      class: "figure-mist near",
      filter: "url(#mist-near)",
      fill: `url(#mist-${colour})`,
      "data-scale": 1.25,
    }),
  );
  body.append(svg("path", { class: "figure-mist", filter: "url(#mist-core)", fill: `url(#mist-${colour})` }));
}

/** The gradients and blurs that drawn figures use; once for each page. */
export function figureDefinitions() {
  const blur = (id, deviation) =>
    svg(
      "filter",
      { id, x: "-40%", y: "-40%", width: "180%", height: "180%" },
      svg("feGaussianBlur", { stdDeviation: deviation }),
    );
  return svg(
    "defs",
    {},
    blur("figure-shadow", 3.2),
    blur("mist-core", 1.3),
    blur("mist-near", 3.5),
    blur("mist-far", 6),
    ...COLOURS.flatMap((colour) => [litGradient(colour), mistGradient(colour)]),
  );
}

function litGradient(colour) {
  return svg(
    "linearGradient",
    { id: `lit-${colour}`, gradientUnits: "userSpaceOnUse", x1: -17, y1: -20, x2: 17, y2: 20, "data-colour": colour },
    svg("stop", { class: "lit", offset: 0 }),
    svg("stop", { class: "base", offset: 0.45 }),
    svg("stop", { class: "shaded", offset: 1 }),
  );
}

function mistGradient(colour) {
  return svg(
    "radialGradient",
    { id: `mist-${colour}`, gradientUnits: "userSpaceOnUse", cx: -2, cy: -3, r: 26, "data-colour": colour },
    svg("stop", { class: "base", offset: 0, "stop-opacity": 0.9 }),
    svg("stop", { class: "base", offset: 1, "stop-opacity": 0.5 }),
  );
}

/** A small picture of a kind, for buttons and lists: filled if a colour is given, otherwise as an outline. */
export function figureIcon(kind, { colour, facing = 0, size = 30 } = {}) {
  const picture = svg("svg", {
    class: colour ? "figure-icon" : "figure-icon plain",
    viewBox: "-34 -34 68 68",
    width: size,
    height: size,
    "aria-hidden": "true",
  });
  const body = colour ? drawFigure(kind, colour) : svg("g", {}, svg("path", { class: "figure-outline" }));
  turn(body, kind, facing);
  picture.append(body);
  return picture;
}
