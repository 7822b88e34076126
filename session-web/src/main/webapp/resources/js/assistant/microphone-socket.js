/**
 * The socket that sends a microphone's sound to the recogniser. Sound is buffered for some seconds while the socket is being opened
 * or reopened; what does not fit is lost, and reported as a gap in the transcript.
 *
 * Events: `refused` {code}: the room does not accept the microphone; it is useless to try again until something has changed.
 */
const PROTOCOL = "sessionroom.v1";
/** Maximum buffered frames of a tenth of a second. */
const MOST_WAITING = 50;
const FIRST_DELAY = 500;
const LONGEST_DELAY = 8000;
/** A socket that stayed open this long was good, and may be reopened at once. */
const HELD = 5000;
/** Unsent bytes beyond which the socket counts as stuck: two seconds. */
const MOST_ON_THE_WAY = 64_000;
/** Close codes of a refusal: 4002 SESSION_ENDED, 4004 NOT_YOURS, 4005 NOT_LISTENED_TO, 4006 QUOTA_REACHED, 4007 NO_RECOGNISER. */
/** Close code 1008: the rate limit was exceeded; the socket is reopened after the longest delay. */
const TOO_FAST = 1008;
const REFUSALS = new Set([4002, 4004, 4005, 4006, 4007]);

export class MicrophoneSocket extends EventTarget {
  #ticket;
  #open;
  #now;
  #wait;
  #socket = null;
  #waiting = [];
  #lost = null;
  #attempt = 0;
  #opened = Infinity;
  #retry = null;
  #wanted = false;

  /**
   * @param {() => Promise<string>} ticket fetches one
   * @param {{url: string, open?: (url, protocols) => WebSocket, now?: () => number, wait?: (act, ms) => any}} given the
   *     address; the others are replaced in tests; `now` is the page's own clock in ms, which times the frames
   */
  constructor(ticket, { url, open, now = () => performance.now(), wait = (act, ms) => setTimeout(act, ms) }) {
    super();
    this.#ticket = ticket;
    this.#open = (second) => (open ?? ((to, protocols) => new WebSocket(to, protocols)))(url, [PROTOCOL, second]);
    this.#now = now;
    this.#wait = wait;
  }

  /** Opens the socket and reopens it when it closes. */
  start() {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#attempt = 0;
    this.#connect();
  }

  /** Closes it; buffered frames are discarded. */
  stop() {
    this.#wanted = false;
    this.#waiting = [];
    this.#lost = null;
    this.#drop();
  }

  /** @param {{buffer: ArrayBuffer, start: number, end: number}} frame sound, and the times at which it was spoken */
  say(frame) {
    this.#put({ frame });
  }

  /** A run of speech has ended. */
  rest() {
    this.#put({ rest: true });
  }

  #put(item) {
    if (!this.#wanted) return;
    this.#waiting.push(item);
    if (this.#isOpen && this.#socket.bufferedAmount < MOST_ON_THE_WAY) this.#flush();
    while (this.#waiting.length > MOST_WAITING) this.#lose(this.#waiting.shift());
  }

  #lose({ frame }) {
    if (frame) this.#lost = { from: this.#lost?.from ?? frame.start, to: frame.end };
  }

  get #isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  #flush() {
    if (this.#lost) this.#socket.send(JSON.stringify({ type: "gap", ...this.#lost }));
    this.#lost = null;
    for (const { frame } of this.#waiting.splice(0)) {
      this.#socket.send(frame ? timed(frame) : JSON.stringify({ type: "rest" }));
    }
  }

  async #connect() {
    let second;
    try {
      second = `ticket.${await this.#ticket()}`;
    } catch {
      this.#again();
      return;
    }
    if (!this.#wanted) return;
    const socket = this.#open(second);
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => {
      if (socket !== this.#socket) return;
      this.#opened = this.#now();
      socket.send(JSON.stringify({ type: "clock", now: Math.round(this.#now()) }));
      this.#flush();
    });
    socket.addEventListener("close", ({ code }) => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      if (this.#now() - this.#opened >= HELD) this.#attempt = 0;
      this.#opened = Infinity;
      if (code === TOO_FAST) this.#attempt = Math.max(this.#attempt, Math.log2(LONGEST_DELAY / FIRST_DELAY));
      if (REFUSALS.has(code)) this.#refused(code);
      else this.#again();
    });
  }

  #refused(code) {
    this.stop();
    this.dispatchEvent(new CustomEvent("refused", { detail: { code } }));
  }

  #again() {
    if (!this.#wanted) return;
    const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt++);
    this.#retry = this.#wait(() => this.#wanted && this.#connect(), delay * (0.75 + Math.random() / 2));
  }

  #drop() {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }
}

/** Four bytes of time, then the samples. */
function timed({ buffer, start }) {
  const bytes = new Uint8Array(4 + buffer.byteLength);
  new DataView(bytes.buffer).setUint32(0, Math.max(0, Math.round(start)));
  bytes.set(new Uint8Array(buffer), 4);
  return bytes.buffer;
}
