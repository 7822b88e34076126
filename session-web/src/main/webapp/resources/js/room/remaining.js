/**
 * Finds a person's work that the server does not have when the session ends, and the text about it: "saved" only if it is true.
 *
 * Unsent changes, messages and their drafts are lost then. Notes and the correction of a line may be saved even after the end, and
 * are kept until they are sent.
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
   * Must be called before input is taken away. The end may be reported twice, by the session's state and by the closed socket;
   * what was found the first time is kept.
   */
  look() {
    const figure = JSON.parse(this.#work.getItem(FIGURE))?.figure;
    const draft = this.#work.getItem(CHAT);
    this.#words ||= [this.#chat.unsent(draft), figure?.label].filter(Boolean).join("\n");
    this.#lost ||= this.#sync.pending + this.#chat.pending > 0 || this.#board.inHand || Boolean(figure || draft);
  }

  /** Deletes the lost work: it is not sent any more. */
  forget() {
    for (const kept of LOST) this.#work.removeItem(kept);
  }

  /**
   * @param {{cancelled: boolean, words?: string}} end `words`: the server's text, for a page that never received the session
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
