/** Named timers: a timer replaces the previous one of the same name. */
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
