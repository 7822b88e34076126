/** The hospital's people read times by the hospital's clock; who works from a place with another is told so. */

const HALF_A_YEAR = 183 * 24 * 60 * 60 * 1000;

/** @param {string} [timeZone] this computer's when it is not given */
function offset(timeZone, at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName").value;
}

/** Whether clocks there show what this computer's does, in summer and in winter. */
function isHere(timeZone) {
  const now = Date.now();
  return [now, now + HALF_A_YEAR].every((at) => offset(timeZone, at) === offset(undefined, at));
}

/** Shows the page's words about its zone where this computer's is another. */
export function sayZone() {
  for (const words of document.querySelectorAll("[data-zone]")) words.hidden = isHere(words.dataset.zone);
}
