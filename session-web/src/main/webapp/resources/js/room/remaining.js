/**
 * What the server does not have of a person's work when the session ends, and how that is said: "saved" only when it is so.
 *
 * Changes, messages and what was being typed for them are lost then. Notes and a line's correction may be written after the
 * end, too, and wait for it.
 */
import { message } from "../messages.js";

const FIGURE = "draft:figure";
const CHAT = "draft:chat";
const LOST = ["changes", FIGURE, CHAT];

export class Remaining {
  #sync;
  #chat;
  #board;
  #work;
  #waiting;
  #lost = false;
  #words = "";

  /** @param {string} session its id */
  constructor({ sync, chat, board, work, session }) {
    this.#sync = sync;
    this.#chat = chat;
    this.#board = board;
    this.#work = work;
    this.#waiting = [`notes:${session}`, "draft:line"];
  }

  /**
   * Looked at before anything is taken out of the person's hand. The end may be told twice, by the session's state and by the
   * line that is closed: what was lost with the first stays so.
   */
  look() {
    const figure = JSON.parse(this.#work.getItem(FIGURE))?.figure;
    const draft = this.#work.getItem(CHAT);
    this.#words ||= [this.#chat.unsent(draft), figure?.label].filter(Boolean).join("\n");
    this.#lost ||= this.#sync.pending + this.#chat.pending > 0 || this.#board.inHand || Boolean(figure || draft);
  }

  /** Nothing of what is lost is sent any more. */
  forget() {
    for (const kept of LOST) this.#work.removeItem(kept);
  }

  /**
   * @param {{cancelled: boolean, words?: string}} end `words`: the server's, to somebody whose page has not known the session
   * @returns {{state: string, title: string, text: string, written: string}} for States
   */
  words({ cancelled, words }) {
    const waiting = this.#waiting.some((kept) => this.#work.getItem(kept) !== null);
    const state = this.#lost || waiting ? "UNSAVED" : cancelled ? "CANCELLED" : "ENDED";
    const texts = [];
    if (this.#lost) texts.push(message("state.UNSAVED.text"));
    else if (cancelled) texts.push(message("state.CANCELLED.text"));
    else if (!waiting) texts.push(words || message("state.ENDED.text"));
    if (waiting) texts.push(message(this.#work.lasting ? "state.waiting" : "state.waiting.here"));
    return {
      state,
      title: message(`state.${cancelled ? "CANCELLED" : "ENDED"}.title`),
      text: texts.join(" "),
      written: this.#words,
    };
  }
}
