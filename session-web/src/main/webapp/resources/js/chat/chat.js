/**
 * The conversation in writing: what was said, and one's own messages that are still on their way.
 *
 * Messages go out one at a time and in order. A message leaves the queue when the server names its id: acknowledged means
 * committed. The queue outlives the page, sealed, until it is acknowledged or the session ends.
 *
 * Events: `update` (anything below has changed), `arrived` {count} (unread messages, when there were none before), `behind`
 * (messages are missing: resume), `stalled` (no answer for too long: the line should be tried again).
 */

import { isBy } from "../room/people.js";
import { visible, withoutDirections } from "../text.js";

/** Code points of one message. */
export const LONGEST = 2000;

const STALLED_AFTER = 10_000;
const AGAIN_AFTER = 1000;
/** What the server could not take now is sent again, after longer and longer pauses. */
const LONGEST_PAUSE = 8000;
const PASSING = ["TOO_FAST", "BUSY", "UNAVAILABLE"];

/** As the server keeps it: without space around it, no control characters but line breaks, no half characters. */
export function tidied(text) {
  const tidy = withoutDirections(text)
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(/\p{Cs}|[^\P{Cc}\n]/gu, "")
    .trim();
  return visible(tidy);
}

export const lengthOf = (text) => [...text].length;

export class Chat extends EventTarget {
  #send;
  #key;
  #store;
  #now;
  #wait;
  #you = null;
  #said = [];
  #lastSeq = 0;
  #queue = [];
  #inFlight = null;
  #open = false;
  #pausing = false;
  #refusals = 0;
  #asked = false;
  #ended = false;
  #watched = false;
  #read = 0;
  #unread = 0;

  /**
   * @param {(frame: object) => void} send hands a frame to the open line
   * @param {{session: string, store: Storage, now?: () => number, wait?: (action, ms) => void}} given the session; where the
   *     queue is kept, such as {@link import("../room/unsent-work.js").UnsentWork}; and what tests replace: the clock (epoch
   *     ms) and setTimeout
   */
  constructor(send, { session, store, now = () => Date.now(), wait = (a, ms) => setTimeout(a, ms) }) {
    super();
    this.#send = send;
    this.#key = `chat:${session}`;
    this.#store = store;
    this.#now = now;
    this.#wait = wait;
    this.#recall();
  }

  /** @returns {{messageId, by, own, at, text, state, detail?}[]} state: SAID, SENDING, WAITING (for the line) or REFUSED */
  get messages() {
    const said = this.#said.map((message) => ({ ...message, own: isBy(this.#you, message), state: "SAID" }));
    const waiting = this.#queue.map(({ messageId, text, at, refusal }) => ({
      messageId,
      by: this.#you?.participantId,
      invitation: this.#you?.invitation,
      own: true,
      at,
      text,
      state: refusal ? "REFUSED" : this.#open ? "SENDING" : "WAITING",
      detail: refusal?.detail,
    }));
    return [...said, ...waiting];
  }

  /** What was written and the server does not have, the draft last. @param {string|null} draft */
  unsent(draft) {
    return [...this.#queue.map(({ text }) => text), ...(draft ? [draft] : [])].join("\n");
  }

  /** The newest message up to which none is missing; 0 for none. */
  get lastSeq() {
    return this.#lastSeq;
  }

  /** How many of one's own messages the server does not have. */
  get pending() {
    return this.#queue.length;
  }

  /** How many of the other's messages have not been in sight. */
  get unread() {
    return this.#unread;
  }

  /** @param {{participantId: string, invitation?: string}} you by which invitation a client came in: what was written by an older one is another's */
  set you(you) {
    this.#you = you;
    this.#changed();
  }

  /** Whether the messages are in sight, and so read as they come. */
  set watched(watched) {
    this.#watched = watched;
    this.#changed();
  }

  /** @returns {boolean} whether there was something to say, and not too much */
  say(text) {
    const tidy = tidied(text);
    if (!tidy || lengthOf(tidy) > LONGEST || this.#ended) return false;
    const at = new Date(this.#now()).toISOString();
    this.#queue.push({ messageId: crypto.randomUUID(), text: tidy, at, refusal: null });
    this.#keep();
    this.#pump();
    this.#changed();
    return true;
  }

  /** Sends a refused message once more, under its own id unless that is taken. */
  again(messageId) {
    const message = this.#queue.find((one) => one.messageId === messageId && one.refusal);
    if (!message) return;
    if (message.refusal.code === "CHANGE_ID_REUSED") message.messageId = crypto.randomUUID();
    message.refusal = null;
    this.#pump();
    this.#changed();
  }

  /** Gives a refused message up. */
  discard(messageId) {
    this.#queue = this.#queue.filter((one) => one.messageId !== messageId || !one.refusal);
    this.#keep();
    this.#changed();
  }

  /** The line is open and the missing messages are asked for: what waits goes out again. */
  resume() {
    this.#open = true;
    this.#inFlight = null;
    this.#asked = false;
    this.#pump();
    this.#changed();
  }

  lost() {
    this.#open = false;
    this.#inFlight = null;
    this.#changed();
  }

  /** The session is over: nothing of it stays here. */
  end() {
    this.#ended = true;
    this.#said = [];
    this.#queue = [];
    this.#keep();
    this.#changed();
  }

  /** @returns {boolean} whether the frame was one of those handled here */
  receive(frame) {
    switch (frame.type) {
      case "chatted":
        this.#take([frame]);
        this.#askForMissing(this.#lastSeq < this.#said.length);
        return true;
      case "chats":
        this.#receiveMissing(frame);
        return true;
      case "refused":
        return this.#receiveRefusal(frame);
      default:
        return false;
    }
  }

  /** Where there are more, they are asked for, as long as that leads anywhere. */
  #receiveMissing({ messages, more }) {
    const before = this.#lastSeq;
    this.#asked = false;
    this.#take(messages);
    this.#askForMissing(more && this.#lastSeq > before);
  }

  #askForMissing(missing) {
    if (!missing || this.#asked) return;
    this.#asked = true;
    this.#emit("behind");
  }

  #take(messages) {
    if (this.#ended) return;
    for (const { seq, messageId, by, invitation, at, text } of messages) {
      this.#acknowledge(messageId);
      if (!this.#said.some((one) => one.seq === seq)) this.#said.push({ seq, messageId, by, invitation, at, text });
    }
    this.#said.sort((a, b) => a.seq - b.seq);
    while (this.#said[this.#lastSeq]?.seq === this.#lastSeq + 1) this.#lastSeq++;
    this.#pump();
    this.#changed();
  }

  #acknowledge(messageId) {
    this.#queue = this.#queue.filter((one) => one.messageId !== messageId);
    if (this.#inFlight === messageId) this.#inFlight = null;
    this.#refusals = 0;
    this.#keep();
  }

  #receiveRefusal({ messageId, code, detail }) {
    if (messageId === undefined) return false;
    const message = this.#queue.find((one) => one.messageId === messageId);
    if (!message) return true;
    if (this.#inFlight === messageId) this.#inFlight = null;
    if (PASSING.includes(code)) {
      this.#pausing = true;
      this.#wait(
        () => {
          this.#pausing = false;
          this.#pump();
        },
        Math.min(LONGEST_PAUSE, AGAIN_AFTER * 2 ** this.#refusals++),
      );
    } else {
      message.refusal = { code, detail };
    }
    this.#pump();
    this.#changed();
    return true;
  }

  #pump() {
    if (!this.#open || this.#inFlight || this.#pausing) return;
    const next = this.#queue.find(({ refusal }) => !refusal);
    if (!next) return;
    const { messageId, text } = next;
    this.#inFlight = messageId;
    this.#send({ type: "chat", messageId, text });
    this.#wait(() => {
      if (this.#inFlight === messageId) this.#emit("stalled");
    }, STALLED_AFTER);
  }

  #changed() {
    const before = this.#unread;
    const newest = this.#said.at(-1)?.seq ?? 0;
    if (this.#watched && this.#read < newest) {
      this.#read = newest;
      this.#keep();
    }
    const fromOthers = this.#you === null ? [] : this.#said.filter((message) => !isBy(this.#you, message));
    this.#unread = fromOthers.filter(({ seq }) => seq > this.#read).length;
    this.#emit("update");
    if (before === 0 && this.#unread > 0) this.#emit("arrived", { count: this.#unread });
  }

  #recall() {
    try {
      const { queue = [], read = 0 } = JSON.parse(this.#store.getItem(this.#key)) ?? {};
      this.#queue = queue.map((message) => ({ ...message, refusal: null }));
      this.#read = read;
    } catch {
      // A window that keeps nothing still has the conversation while it is open.
    }
  }

  #keep() {
    try {
      if (this.#ended) this.#store.removeItem(this.#key);
      else {
        const queue = this.#queue.map(({ messageId, text, at }) => ({ messageId, text, at }));
        this.#store.setItem(this.#key, JSON.stringify({ queue, read: this.#read }));
      }
    } catch {
      // As above.
    }
  }

  #emit(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
