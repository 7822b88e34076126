/** A window's own storage, as UnsentWork has it, and timers that run when the clock is set. */
export class Store extends EventTarget {
  #kept = new Map();
  /** The texts that other windows have kept under a name. */
  behind = {};

  all(key) {
    return [this.getItem(key), ...(this.behind[key] ?? [])].filter((text) => text !== null);
  }

  next(key) {
    const next = this.behind[key]?.shift() ?? null;
    if (next === null) this.removeItem(key);
    else this.setItem(key, next);
    return next;
  }

  getItem(key) {
    return this.#kept.get(key) ?? null;
  }

  setItem(key, value) {
    this.#kept.set(key, value);
  }

  removeItem(key) {
    this.#kept.delete(key);
  }

  get size() {
    return this.#kept.size;
  }
}

export class Timers {
  now = 0;
  #waiting = [];

  wait = (action, ms) => this.#waiting.push({ at: this.now + ms, action });

  pass(ms) {
    this.now += ms;
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    due.forEach(({ action }) => action());
  }
}

/** Waits until all pending tasks have run. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));
