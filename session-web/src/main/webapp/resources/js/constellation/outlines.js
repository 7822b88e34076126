/**
 * The figures' outlines, front up, as lists of path commands. Points are rotated numerically, so that light and shadow
 * stay in place while a figure turns.
 */

const NOTCH_HEIGHT = 8.5;
/** Distance of a cubic's control point that approximates a quarter of a circle. */
const ROUND = 0.5523;

const move = (...points) => ["M", points];
const line = (...points) => ["L", points];
const curve = (...points) => ["C", points];

/** One soft bump on a straight front edge at height `top`, `half` to each side. */
function notchOnEdge(top, half) {
  const tip = top - NOTCH_HEIGHT;
  return [
    line([-half, top]),
    curve([-half * 0.5, top], [-half * 0.6, tip], [0, tip]),
    curve([half * 0.6, tip], [half * 0.5, top], [half, top]),
  ];
}

/** The same bump on a round front. */
function notchOnArc(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const x = radius * Math.sin(angle);
  const y = -radius * Math.cos(angle);
  const along = [Math.cos(angle) * 6, Math.sin(angle) * 6];
  const tip = -radius - NOTCH_HEIGHT;
  return [
    curve([-x + along[0], y - along[1]], [-7, tip], [0, tip]),
    curve([7, tip], [x - along[0], y - along[1]], [x, y]),
  ];
}

function roundedPolygon(corners, radius, notch = []) {
  const commands = [];
  corners.forEach((corner, index) => {
    const before = corners[(index + corners.length - 1) % corners.length];
    const after = corners[(index + 1) % corners.length];
    const start = towards(corner, before, radius);
    const end = towards(corner, after, radius);
    commands.push(index === 0 ? move(start) : line(start));
    commands.push(curve(towards(start, corner, radius * 0.6), towards(end, corner, radius * 0.6), end));
    if (index === 0) commands.push(...notch);
  });
  return [...commands, ["Z", []]];
}

function towards([fromX, fromY], [toX, toY], distance) {
  const share = distance / Math.hypot(toX - fromX, toY - fromY);
  return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share];
}

function regular(count, radius, firstDegrees) {
  return Array.from({ length: count }, (_, index) => {
    const angle = ((firstDegrees + (index * 360) / count) * Math.PI) / 180;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
}

/** A closed smooth line through points. */
function softLoop(points) {
  const at = (index) => points[(index + points.length) % points.length];
  const commands = [move(points[0])];
  points.forEach((point, index) => {
    const next = at(index + 1);
    const pull = (a, b, from, sign) => [from[0] + (sign * (b[0] - a[0])) / 6, from[1] + (sign * (b[1] - a[1])) / 6];
    commands.push(curve(pull(at(index - 1), next, point, 1), pull(point, at(index + 2), next, -1), next));
  });
  return [...commands, ["Z", []]];
}

function circleWithNotch(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const from = [radius * Math.sin(angle), -radius * Math.cos(angle)];
  const k = radius * ROUND;
  const open = (Math.PI / 2 - angle) / 3;
  const first = radius * open;
  const commands = [
    move(from),
    curve([from[0] + Math.cos(angle) * first, from[1] + Math.sin(angle) * first], [radius, -first], [radius, 0]),
    curve([radius, k], [k, radius], [0, radius]),
    curve([-k, radius], [-radius, k], [-radius, 0]),
    curve(
      [-radius, -first],
      [-from[0] - Math.cos(angle) * first, from[1] + Math.sin(angle) * first],
      [-from[0], from[1]],
    ),
    ...notchOnArc(radius, degrees),
    ["Z", []],
  ];
  return commands;
}

const square = (half) => [
  [-half, -half],
  [half, -half],
  [half, half],
  [-half, half],
];

/** Broad shoulders, seen from above, and short: a shape of its own, not a small adult. */
function childOutline() {
  return [
    move([-8.5, -14]),
    ...notchOnEdge(-14, 8.5).slice(1),
    curve([15, -14], [20, -8], [20, 1]),
    curve([20, 10], [11, 16], [0, 16]),
    curve([-11, 16], [-20, 10], [-20, 1]),
    curve([-20, -8], [-15, -14], [-8.5, -14]),
    ["Z", []],
  ];
}

/** Irregular radii, about 21 on average, so that it does not look like a polygon. */
const MIST = [23.5, 20, 18, 22.5, 24, 19.5, 17.8, 22, 19.2].map((radius, index) => {
  const angle = (index * 40 * Math.PI) / 180;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
});

export const OUTLINES = Object.freeze({
  WOMAN: circleWithNotch(24, 27),
  MAN: roundedPolygon(square(22.5), 9.9, notchOnEdge(-22.5, 11.5)),
  NEUTRAL: roundedPolygon(regular(6, 27, -30), 5.5, notchOnEdge(-27 * Math.cos(Math.PI / 6), 8)),
  CHILD: childOutline(),
  FEELING: softLoop(MIST),
  OBJECT: roundedPolygon(regular(4, 26.5, 0), 9),
});

/** The outline's `d`, turned clockwise by `degrees` and scaled. */
export function outlinePath(commands, degrees = 0, scale = 1) {
  const angle = (degrees * Math.PI) / 180;
  const sine = Math.sin(angle) * scale;
  const cosine = Math.cos(angle) * scale;
  const turned = ([x, y]) => `${(x * cosine - y * sine).toFixed(2)} ${(x * sine + y * cosine).toFixed(2)}`;
  return commands.map(([letter, points]) => letter + points.map(turned).join(" ")).join("");
}
