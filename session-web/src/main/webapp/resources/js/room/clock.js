/** The session's time by the server's clock. */
import { steady } from "../shared/steady.js";
import { counted, message } from "../shared/messages.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const pad = (number) => String(number).padStart(2, "0");

export class Clock {
  #parts;
  #offset = 0;
  #session = null;

  /** @param {{clock, elapsed, remaining, left}} parts elements; `left` is the ring of the remaining time */
  constructor(parts) {
    this.#parts = parts;
    setInterval(() => this.#show(), SECOND);
  }

  /** Milliseconds since the epoch, by the server's clock. */
  now() {
    return steady() + this.#offset;
  }

  follow(session) {
    this.correct(session.now);
    this.#session = session;
    this.#show();
  }

  /** @param {string} now the server's time, ISO 8601: a device that slept has lost time */
  correct(now) {
    this.#offset = Date.parse(now) - steady();
  }

  #show() {
    const { clock, elapsed, remaining, left } = this.#parts;
    const { startedAt, endsAt } = this.#session ?? {};
    clock.hidden = !startedAt || !endsAt;
    if (clock.hidden) return;
    const start = Date.parse(startedAt);
    const end = Date.parse(endsAt);
    const now = Math.min(end, Math.max(start, this.now()));
    const seconds = Math.floor((now - start) / SECOND);
    const hours = Math.floor(seconds / 3600);
    const words = `${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
    elapsed.textContent = hours ? `${hours}:${words}` : words;
    elapsed.setAttribute("datetime", `PT${seconds}S`);
    remaining.textContent = inWords(Math.ceil((end - now) / MINUTE));
    left.setAttribute("stroke-dasharray", `${(((end - now) / (end - start)) * 100).toFixed(2)} 100`);
  }
}

function inWords(minutes) {
  if (minutes < 60) return counted("clock.minutes", minutes);
  const hours = Math.floor(minutes / 60);
  return minutes % 60 ? message("clock.hours", hours, minutes % 60) : counted("clock.wholeHours", hours);
}

/**
 * The time zone of this computer.
 *
 * @param {string} otherwise if the browser does not know this computer's zone
 */
export function ownTimeZone(otherwise) {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return otherwise;
  }
}
