/**
 * The way out of the room. Whoever has something unsent is asked before anything is closed: the browser's own question comes
 * when the lines are closed already, and whoever then stays would sit in a dead room.
 */
export class Leaving {
  #unsent;
  #ask;
  #close;
  #go;
  #decided = false;

  /**
   * @param {() => boolean} unsent whether something would be lost with the page
   * @param {(question: string) => Promise<object|null>} ask null when the person stays
   * @param {() => Promise<void>} close says goodbye and closes the lines
   * @param {() => void} go to the page after the room
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

  /** @param {string|null} question what is asked when nothing is unsent */
  async leave(question) {
    const asked = this.#unsent() ? "unsent" : question;
    if (asked && !(await this.#ask(asked))) return;
    this.decide();
    await this.#close();
    this.#go();
  }

  /** Nothing more is to be asked: the person has answered, or what is unsent outlives the page. */
  decide() {
    this.#decided = true;
  }
}
