/**
 * Leaving the room. A person with unsent work is asked before anything is closed: the browser's own question would appear
 * when the connections are already closed, and a person who then stays would have a room that no longer works.
 */
export class Leaving {
  #unsent;
  #ask;
  #close;
  #go;
  #decided = false;

  /**
   * @param {() => boolean} unsent whether something would be lost with the page
   * @param {(question: string) => Promise<object|null>} ask resolves to null if the person stays
   * @param {() => Promise<void>} close sends the goodbye and closes the connections
   * @param {() => void} go opens the page after the room
   */
  constructor({ unsent, ask, close, go }) {
    this.#unsent = unsent;
    this.#ask = ask;
    this.#close = close;
    this.#go = go;
    addEventListener("beforeunload", (event) => {
      if (unsent() && !this.#decided) event.preventDefault();
    });
  }

  /** @param {string|null} question asked if there is no unsent work */
  async leave(question) {
    const asked = this.#unsent() ? "unsent" : question;
    if (asked && !(await this.#ask(asked))) return;
    this.decide();
    await this.#close();
    this.#go();
  }

  /** Disables further questions: the person has answered, or the unsent work survives the page. */
  decide() {
    this.#decided = true;
  }
}
