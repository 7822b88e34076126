/** Replaces content while a person reads it. */

const FOCUSABLE = "button, summary, select, input, textarea, a[href]";
const mark = ({ tagName, dataset }) => JSON.stringify([tagName, { ...dataset }]);

/** Gives a place new content; keeps opened details open, and the focus on the same element or the one in its position. */
export function refill(place, ...content) {
  const open = [...place.querySelectorAll("details")].map((one) => one.open);
  const before = [...place.querySelectorAll(FOCUSABLE)];
  const at = before.indexOf(document.activeElement);
  place.replaceChildren(...content);
  place.querySelectorAll("details").forEach((one, index) => (one.open = Boolean(open[index])));
  if (at < 0) return;
  const now = [...place.querySelectorAll(FOCUSABLE)];
  const again = now.filter((one) => mark(one) === mark(before[at]));
  (again.length === 1 ? again[0] : (now[at] ?? now.at(-1)))?.focus();
}
