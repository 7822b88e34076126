/**
 * What the server does not have of a person's work when their time in the room ends, and how that is said: "saved" only when it
 * is so.
 *
 * Unsent changes, messages and their drafts are lost then. Notes and the correction of a line may be saved even after the end, and
 * are kept until they are sent.
 */
import { message } from "../shared/messages.js";

const FIGURE = "draft:figure";
const CHAT = "draft:chat";
const LINE = "draft:line";
const REASON = "cancel-reason";
const LOST = ["changes", FIGURE, CHAT];

export class Remaining {
  #sync;
  #chat;
  #board;
  #work;
  #notes;
  #waiting;
  #lost = false;
  #words = "";

  /** @param {string} session its id */
  constructor({ sync, chat, board, work, session }) {
    this.#sync = sync;
    this.#chat = chat;
    this.#board = board;
    this.#work = work;
    this.#notes = `notes:${session}`;
    this.#waiting = [this.#notes, LINE];
  }

  /**
   * Must be called before input is taken away. The end may be reported twice, by the session's state and by the closed socket;
   * what was found the first time is kept.
   */
  look() {
    const figures = this.#kept(FIGURE);
    const draft = this.#work.getItem(CHAT);
    this.#words ||= lines(this.#chat.unsent(draft), ...this.#sync.unsent, ...figures.map(({ figure }) => figure.label));
    this.#lost ||= this.#sync.pending + this.#chat.pending > 0 || this.#board.inHand;
  }

  /** Whether something that was done or sent has been lost, as far as it was looked at; not what was only being written. */
  get lost() {
    return this.#lost;
  }

  /** All that was written and not sent, to be copied by somebody who may not come back to it. */
  get written() {
    return lines(
      this.#chat.unsent(this.#work.getItem(CHAT)),
      ...this.#sync.unsent,
      ...this.#kept(FIGURE).map(({ figure }) => figure.label),
      ...this.#kept(this.#notes).map(({ text }) => text),
      ...this.#kept(LINE).map(({ text }) => text),
      this.#work.getItem(REASON),
    );
  }

  #kept(name) {
    return this.#work.all(name).map((text) => JSON.parse(text));
  }

  /** Nothing of what is lost is sent any more. */
  forget() {
    for (const kept of LOST) while (this.#work.next(kept) !== null);
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
    else if (this.#words) texts.push(message("state.UNSENT.text"));
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

const lines = (...texts) => texts.filter(Boolean).join("\n");
