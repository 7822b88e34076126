/**
 * Time that no change of the device's clock moves, for everything that a page measures: a clock that is set, or set back, must
 * neither end a timer nor move what is shown (High Resolution Time, 4.4).
 *
 * @returns {number} milliseconds since the epoch, as the device knew it when the page was opened
 */
export function steady() {
  return performance.timeOrigin + performance.now();
}

/**
 * A clock that begins at a time of the server.
 *
 * @param {string} now ISO 8601, when the page was made
 * @returns {() => number} milliseconds since the epoch
 */
export function clockFrom(now) {
  const offset = Date.parse(now) - steady();
  return () => steady() + offset;
}
