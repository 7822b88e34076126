/** Timers by name: the same name again takes the place of the one before. */
export class Timers {
  #running = new Map();

  /** @param {number} delay ms */
  after(name, delay, action) {
    this.stop(name);
    const run = () => {
      this.#running.delete(name);
      action();
    };
    this.#running.set(name, setTimeout(run, delay));
  }

  has(name) {
    return this.#running.has(name);
  }

  stop(name) {
    clearTimeout(this.#running.get(name));
    this.#running.delete(name);
  }

  stopAll() {
    for (const name of [...this.#running.keys()]) this.stop(name);
  }
}
