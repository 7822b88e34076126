/**
 * What a browser keeps in clear: settings and places, never a word that somebody wrote. A browser that keeps nothing, as some
 * inside other programs do, still has it while the page is open.
 */
class Kept {
  #name;
  /** What the browser would not keep. */
  #here = new Map();

  constructor(name) {
    this.#name = name;
  }

  /** @returns {string|null} */
  getItem(key) {
    if (this.#here.has(key)) return this.#here.get(key);
    try {
      return window[this.#name].getItem(key);
    } catch {
      return null;
    }
  }

  /** @returns {boolean} whether it outlives the page: a browser may keep nothing, or be full */
  setItem(key, value) {
    try {
      window[this.#name].setItem(key, value);
      this.#here.delete(key);
      return true;
    } catch {
      this.#here.set(key, String(value));
      return false;
    }
  }

  removeItem(key) {
    this.#here.delete(key);
    try {
      window[this.#name].removeItem(key);
    } catch {
      // Then it keeps nothing, either.
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
