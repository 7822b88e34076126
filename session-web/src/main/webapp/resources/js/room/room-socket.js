/**
 * The room's socket: a new ticket before every connect, detection of a dead connection, and reconnection with growing delays.
 *
 * Events: `state` {state, reason?, detail?, cause?, retryAt?}, `frame` (the parsed frame), `time` (the
 * server's, ISO 8601, every few seconds).
 * States: CONNECTING, OPEN, LOST (reconnects at `retryAt`, by steady.js; the `cause` is UNREACHABLE if nothing answered,
 * UNAVAILABLE if the server answered that it is temporarily unavailable, TOO_FAST if this page exceeded the room's limits
 * and must pause), CLOSED (does not reconnect, with the `reason`
 * TAKEN_OVER, ENDED, NOT_YOURS, UNKNOWN, LEFT).
 */
import { steady } from "../shared/steady.js";
const PROTOCOL = "sessionroom.v1";
const FIRST_DELAY = 500;
const LONGEST_DELAY = 8000;
const TICKET_TIMEOUT = 8000;
const OPEN_TIMEOUT = 8000;
/** After 3 s of silence a ping is sent, and after 5 more without an answer the connection counts as lost. */
const SILENCE = 3000;
const ANSWER = 5000;
const WATCH = 1000;
/** A page that sends nothing for 90 s counts as asleep, and its person as away. Hidden pages have slow timers, but still receive. */
const SIGN = 10_000;
/** A connection that lasted this long resets the delays. */
const STEADY = 10_000;

/** More was sent than a page ever does, or more lines are open. The server refuses a new ticket for some seconds. */
const FLOODS = ["TOO_FAST", "TOO_MANY"];
/**
 * The login has ended: the room says so with 4008; the container, when it closes the lines of an HTTP session that has ended, with
 * 1008 and no reason (Jakarta WebSocket, 7.2). Whether there is another login the next ticket tells.
 */
const LOGGED_OUT = [1008, 4008];
const PAUSE = 20_000;
const TOO_MANY_REQUESTS = 429;

const FINAL_CLOSES = { 4001: "TAKEN_OVER", 4002: "ENDED", 4004: "NOT_YOURS" };
/** RFC 6455 and the IANA registry: internal error, service restart, try again later. */
const UNAVAILABLE_CLOSES = [1011, 1012, 1013];
const FINAL_PASSES = { 401: "UNKNOWN", 403: "NOT_YOURS", 409: "ENDED", 410: "ENDED" };

export class RoomSocket extends EventTarget {
  #passUrl;
  #socketUrl;
  #session;
  #socket = null;
  #attempt = 0;
  #openedAt = 0;
  #heardAt = 0;
  #saidAt = 0;
  #askedAt = null;
  #retry = null;
  #watch = null;
  #round = 0;
  #state = "CLOSED";

  constructor({ pass, socket, session }) {
    super();
    this.#passUrl = pass;
    this.#socketUrl = new URL(socket, location.href);
    this.#socketUrl.protocol = this.#socketUrl.protocol.replace("http", "ws");
    this.#session = session;
    addEventListener("online", () => this.hurry());
    addEventListener("offline", () => this.#ask());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.hurry();
    });
  }

  get state() {
    return this.#state;
  }

  /** Opens the socket; also used to return after TAKEN_OVER. */
  async connect() {
    this.#drop();
    const round = ++this.#round;
    this.#become("CONNECTING");
    const pass = await this.#fetchPass();
    if (round !== this.#round) return;
    if (pass.reason) this.#close(pass.reason, pass.detail);
    else if (pass.ticket) this.#open(pass.ticket);
    else this.#retryLater(pass.cause, pass.pause);
  }

  /** Reconnects immediately if the connection is lost, and tests it if it is open. */
  hurry() {
    if (this.#state === "LOST") this.connect();
    else this.#ask();
  }

  /** Replaces a socket that is open but no longer answers. */
  renew() {
    if (this.#state === "OPEN") this.#retryLater();
  }

  /** @returns {boolean} whether the frame was sent */
  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    this.#saidAt = performance.now();
    return true;
  }

  leave() {
    this.#close("LEFT");
  }

  async #fetchPass() {
    try {
      const response = await fetch(this.#passUrl, {
        method: "POST",
        headers: { "X-Requested-With": "sessionroom", Accept: "application/json" },
        body: new URLSearchParams({ session: this.#session }),
        redirect: "manual",
        signal: AbortSignal.timeout(TICKET_TIMEOUT),
      });
      // A redirect leads to a login page: this person is no longer logged in.
      if (response.type === "opaqueredirect") return { reason: "UNKNOWN" };
      if (response.ok) return { ticket: (await response.json()).ticket };
      if (response.status === TOO_MANY_REQUESTS) {
        return { cause: "TOO_FAST", pause: (Number(response.headers.get("Retry-After")) || 1) * 1000 };
      }
      const reason = FINAL_PASSES[response.status];
      return reason
        ? { reason, detail: (await response.json().catch(() => ({}))).detail }
        : { cause: "UNAVAILABLE" };
    } catch {
      return {};
    }
  }

  #open(ticket) {
    const socket = new WebSocket(this.#socketUrl, [PROTOCOL, `ticket.${ticket}`]);
    this.#socket = socket;
    const mine = (handle) => (event) => {
      if (this.#socket === socket) handle(event);
    };
    const tooLate = setTimeout(
      mine(() => this.#retryLater()),
      OPEN_TIMEOUT,
    );
    socket.onopen = mine(() => {
      clearTimeout(tooLate);
      this.#openedAt = this.#heardAt = performance.now();
      this.#askedAt = null;
      this.#watch = setInterval(() => this.#checkLine(), WATCH);
      this.#become("OPEN");
    });
    socket.onmessage = mine(({ data }) => {
      this.#heardAt = performance.now();
      this.#askedAt = null;
      if (this.#heardAt - this.#saidAt >= SIGN) this.#ask();
      const frame = JSON.parse(data);
      if (frame.type === "pong") this.dispatchEvent(new CustomEvent("time", { detail: frame.now }));
      else this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    });
    socket.onclose = (event) => {
      clearTimeout(tooLate);
      if (this.#socket !== socket) return;
      const reason = FINAL_CLOSES[event.code];
      if (reason) this.#close(reason, event.reason);
      else if (FLOODS.includes(event.reason)) this.#retryLater("TOO_FAST", PAUSE);
      else if (LOGGED_OUT.includes(event.code)) this.connect();
      else this.#retryLater(UNAVAILABLE_CLOSES.includes(event.code) ? "UNAVAILABLE" : undefined);
    };
  }

  /** Timers of hidden pages are slow, so only an unanswered ping counts, never silence alone. */
  #checkLine() {
    const now = performance.now();
    if (this.#askedAt !== null) {
      if (now - this.#askedAt >= ANSWER) this.#retryLater();
    } else if (now - this.#heardAt >= SILENCE) {
      this.#ask();
    }
  }

  #ask() {
    if (this.#state !== "OPEN" || this.#askedAt !== null) return;
    this.#askedAt = performance.now();
    this.send({ type: "ping", at: Math.round(this.#askedAt) });
  }

  /** @param {number} pause minimum delay in ms that the server asked for */
  #retryLater(cause = "UNREACHABLE", pause = 0) {
    if (this.#state === "OPEN" && performance.now() - this.#openedAt >= STEADY) this.#attempt = 0;
    this.#drop();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt++);
    const delay = Math.max(FIRST_DELAY, pause, longest * (0.5 + Math.random() / 2));
    this.#retry = setTimeout(() => this.connect(), delay);
    this.#become("LOST", { cause, retryAt: steady() + delay });
  }

  #close(reason, detail) {
    this.#round++;
    this.#drop();
    this.#become("CLOSED", { reason, detail });
  }

  #drop() {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  #become(state, more) {
    this.#state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...more } }));
  }
}
