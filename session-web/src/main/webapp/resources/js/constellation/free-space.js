/** Finds a position in the view that overlaps nothing. Boxes are {left, top, right, bottom} in view pixels. */

/** Each step of the spiral turns by the golden angle, so that all directions are covered. */
const ANGLE = 2.4;
const STEP = 14;
const STEPS = 4000;

export const boxAt = (x, y, { left, top, right, bottom }) => ({
  left: x + left,
  top: y + top,
  right: x + right,
  bottom: y + bottom,
});

export const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Whether a box is completely within a frame and overlaps none of the others. */
export function isFree(box, taken, frame) {
  const { left, top, right, bottom } = box;
  if (left < frame.left || top < frame.top || right > frame.right || bottom > frame.bottom) return false;
  return !taken.some((other) => overlap(box, other));
}

/** The free point nearest to another, for a box given relative to it; undefined if there is none. */
export function freePoint(x, y, box, taken, frame) {
  for (let step = 0; step < STEPS; step++) {
    const distance = STEP * Math.sqrt(step);
    const point = [x + distance * Math.cos(step * ANGLE), y + distance * Math.sin(step * ANGLE)];
    if (isFree(boxAt(...point, box), taken, frame)) return point;
  }
  return undefined;
}
