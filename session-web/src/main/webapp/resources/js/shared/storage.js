/**
 * Unencrypted browser storage: settings and layout, never a text that somebody wrote. If the browser stores nothing, as in some
 * embedded browsers, values still exist while the page is open.
 */
class Kept {
  #name;
  /** Values that the browser could not store. */
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

  /** @returns {boolean} whether it survives a reload: the browser may not allow storage, or it may be full */
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
      // Storage is not available, so there is nothing to remove.
    }
  }

  /** @returns {object} the stored JSON; empty if there is none, or it is malformed */
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
