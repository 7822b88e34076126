/**
 * What a browser keeps in clear: settings and places, never a word that somebody wrote. A browser that keeps nothing, as some
 * inside other programs do, still has it while the page is open.
 */
class Kept {
  #name;
  #here = new Map();

  constructor(name) {
    this.#name = name;
  }

  /** @returns {string|null} */
  getItem(key) {
    try {
      return window[this.#name].getItem(key);
    } catch {
      return this.#here.get(key) ?? null;
    }
  }

  setItem(key, value) {
    this.#here.set(key, String(value));
    try {
      window[this.#name].setItem(key, value);
    } catch {
      // As above.
    }
  }

  removeItem(key) {
    this.#here.delete(key);
    try {
      window[this.#name].removeItem(key);
    } catch {
      // As above.
    }
  }

  /** @returns {object} what was kept as JSON; empty when that is nothing, or cannot be read */
  read(key) {
    try {
      return JSON.parse(this.getItem(key)) ?? {};
    } catch {
      return {};
    }
  }
}

/** On this computer. */
export const onThisDevice = new Kept("localStorage");
/** In this window, until it is closed. */
export const inThisTab = new Kept("sessionStorage");
