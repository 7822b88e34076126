/** Times for the hospital's staff are in the hospital's time zone; a person whose computer has another zone sees a note. */

const HALF_A_YEAR = 183 * 24 * 60 * 60 * 1000;

/** @param {string} [timeZone] by default this computer's */
function offset(timeZone, at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName").value;
}

/** Whether the zone has the same offset as this computer's, in summer and in winter. */
function isHere(timeZone) {
  const now = Date.now();
  return [now, now + HALF_A_YEAR].every((at) => offset(timeZone, at) === offset(undefined, at));
}

/** Shows the page's notes about its time zone if this computer's differs. */
export function sayZone() {
  for (const words of document.querySelectorAll("[data-zone]")) words.hidden = isHere(words.dataset.zone);
}
