/** What lies over the field: bars, notices, the header's cards and the pictures of a narrow window. */
import { overlap } from "./free-space.js";

const OVER = "[data-over-field]";

/**
 * @param {Element} field
 * @returns {{left: number, top: number, right: number, bottom: number}[]} the boxes of all visible elements over it, in view pixels
 */
export function coversOf(field) {
  const ground = field.getBoundingClientRect();
  const view = { left: 0, top: 0, right: ground.width, bottom: ground.height };
  return [...document.querySelectorAll(OVER)]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width && height)
    .map(({ left, top, right, bottom }) => ({
      left: left - ground.left,
      top: top - ground.top,
      right: right - ground.left,
      bottom: bottom - ground.top,
    }))
    .filter((box) => overlap(box, view));
}
