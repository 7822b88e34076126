/**
 * A timer that the therapist sets for themselves, such as five minutes of silence. It survives a reload of the page.
 *
 * Events: `update` when it was set, paused, resumed or cleared; `over` when its time is up.
 */
import { steady } from "../shared/steady.js";
import { inThisTab } from "../shared/storage.js";

export class Countdown extends EventTarget {
  #key;
  #store;
  #now;
  #wait;
  /** {length, endsAt} while it runs, {length, left} while it is paused; null without one. In ms. */
  #kept;

  /** @param {{key: string, store?, now?: () => number, wait?: (act, ms) => void}} setting all but the key are replaced in tests */
  constructor({ key, store = inThisTab, now = steady, wait = (act, ms) => setTimeout(act, ms) }) {
    super();
    this.#key = key;
    this.#store = store;
    this.#now = now;
    this.#wait = wait;
    this.#kept = JSON.parse(store.getItem(key));
    this.#watch();
  }

  get running() {
    return this.#kept?.endsAt !== undefined;
  }

  /** The length that was set, in ms; null without one. */
  get length() {
    return this.#kept?.length ?? null;
  }

  /** The remaining time in ms, from 0; null without one. */
  get left() {
    if (!this.#kept) return null;
    return this.running ? Math.max(0, this.#kept.endsAt - this.#now()) : this.#kept.left;
  }

  /** @param {number} length in ms */
  start(length) {
    this.#become({ length, endsAt: this.#now() + length });
  }

  halt() {
    if (this.running) this.#become({ length: this.length, left: this.left });
  }

  resume() {
    if (this.#kept && !this.running) this.#become({ length: this.length, endsAt: this.#now() + this.left });
  }

  clear() {
    this.#become(null);
  }

  #become(kept) {
    this.#kept = kept;
    if (kept) this.#store.setItem(this.#key, JSON.stringify(kept));
    else this.#store.removeItem(this.#key);
    this.dispatchEvent(new Event("update"));
    this.#watch();
  }

  /** After sleep or a reload the end is reported late rather than never. */
  #watch() {
    const watched = this.#kept;
    if (!this.running) return;
    this.#wait(() => {
      if (this.#kept !== watched) return;
      if (this.left > 0) {
        this.#watch();
        return;
      }
      this.clear();
      this.dispatchEvent(new Event("over"));
    }, this.left);
  }
}
