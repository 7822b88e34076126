/**
 * The chat: committed messages, and one's own messages that were not acknowledged yet.
 *
 * Messages are sent one at a time and in order. A message leaves the queue when the server names its id: acknowledged means
 * committed. The queue is stored encrypted and survives a reload, until it is acknowledged or the session ends.
 *
 * Events: `update` (anything below has changed), `arrived` {count, newest} (unread messages, when there were none before, and the
 * newest of them), `behind` (messages are missing: resume), `stalled` (no answer for too long: the line should be tried again).
 */

import { steady } from "../shared/steady.js";
import { isBy } from "../participant/people.js";
import { visible, withoutDirections } from "../shared/text.js";

/** Maximum code points of a message. */
export const LONGEST = 2000;

const STALLED_AFTER = 10_000;
const AGAIN_AFTER = 1000;
/** After a temporary refusal a message is sent again, with growing pauses. */
const LONGEST_PAUSE = 8000;
const PASSING = ["TOO_FAST", "BUSY", "UNAVAILABLE"];

/** In the server's normal form: no white space around it, no control characters except line feeds, no unpaired surrogates. */
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
   * @param {(frame: object) => void} send sends a frame over the open socket
   * @param {{session: string, store: Storage, now?: () => number, wait?: (action, ms) => void}} given the session; where the
   *     queue is stored, such as {@link import("../shared/unsent-work.js").UnsentWork}; the clock (epoch ms) and setTimeout
   *     are replaced in tests
   */
  constructor(send, { session, store, now = steady, wait = (a, ms) => setTimeout(a, ms) }) {
    super();
    this.#send = send;
    this.#key = `chat:${session}`;
    this.#store = store;
    this.#now = now;
    this.#wait = wait;
    this.#recall();
  }

  /** What two windows kept, as one: each message once. */
  static merged(older, newer) {
    const [before, after] = [JSON.parse(older), JSON.parse(newer)];
    const queue = new Map([...before.queue, ...after.queue].map((one) => [one.messageId, one]));
    return JSON.stringify({ queue: [...queue.values()], read: Math.max(before.read, after.read) });
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

  /** All text that the server does not have, the draft last. @param {string|null} draft */
  unsent(draft) {
    return [...this.#queue.map(({ text }) => text), ...(draft ? [draft] : [])].join("\n");
  }

  /** The number of the newest message up to which none is missing; 0 for none. */
  get lastSeq() {
    return this.#lastSeq;
  }

  /** How many of one's own messages are not acknowledged. */
  get pending() {
    return this.#queue.length;
  }

  /** How many messages to this person have not been in sight. */
  get unread() {
    return this.#unread;
  }

  /** @param {{participantId: string, invitation?: string}} you with the invitation by which a client entered: messages under an older one are another person's */
  set you(you) {
    this.#you = you;
    this.#changed();
  }

  /** Whether the messages are visible, and so count as read. */
  set watched(watched) {
    this.#watched = watched;
    this.#changed();
  }

  /** @returns {boolean} false if the text is empty or too long */
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

  /** Sends a refused message once more, under the same id unless that is taken. */
  again(messageId) {
    const message = this.#queue.find((one) => one.messageId === messageId && one.refusal);
    if (!message) return;
    if (message.refusal.code === "CHANGE_ID_REUSED") message.messageId = crypto.randomUUID();
    message.refusal = null;
    this.#pump();
    this.#changed();
  }

  /** Discards a refused message. */
  discard(messageId) {
    this.#queue = this.#queue.filter((one) => one.messageId !== messageId || !one.refusal);
    this.#keep();
    this.#changed();
  }

  /** The socket is open and the missing messages were requested: sends the queue again. */
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

  /** The session is over: deletes everything from this page. */
  end() {
    this.#ended = true;
    this.#said = [];
    this.#queue = [];
    this.#keep();
    this.#changed();
  }

  /** @returns {boolean} whether the frame was handled */
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

  /** Requests further messages, as long as there is progress. */
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
    const unread = this.#toYou().filter(({ seq }) => seq > this.#read);
    this.#unread = unread.length;
    this.#emit("update");
    if (before === 0 && this.#unread > 0) this.#emit("arrived", { count: this.#unread, newest: unread.at(-1) });
  }

  /** The other's messages. What was said up to the last word of whoever had one's seat before was said to them. */
  #toYou() {
    if (this.#you === null) return [];
    const ofTheSeat = this.#said.filter(({ by }) => by === this.#you.participantId);
    const former = ofTheSeat.filter((message) => !isBy(this.#you, message)).at(-1)?.seq ?? 0;
    return this.#said.filter(({ seq, by }) => seq > former && by !== this.#you.participantId);
  }

  #recall() {
    try {
      const { queue = [], read = 0 } = JSON.parse(this.#store.getItem(this.#key)) ?? {};
      this.#queue = queue.map((message) => ({ ...message, refusal: null }));
      this.#read = read;
    } catch {
      // Without storage the chat still works while the window is open.
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
