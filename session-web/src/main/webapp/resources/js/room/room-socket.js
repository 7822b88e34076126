/**
 * The room's line: a fresh ticket before every connect, a watch for a dead line, and patient reconnection.
 *
 * Events: `state` {state, reason?, detail?, cause?, retryAt?}, `frame` (the parsed frame).
 * States: CONNECTING, OPEN, LOST (will try again at `retryAt`, epoch ms; the `cause` is UNREACHABLE when nothing answered,
 * whatever the reason, UNAVAILABLE when the server answered that it cannot serve now, TOO_FAST when this page sent more than
 * the room takes, and has to pause), CLOSED (will not, for the `reason`:
 * TAKEN_OVER, ENDED, NOT_YOURS, UNKNOWN, LEFT).
 */
const PROTOCOL = "sessionroom.v1";
const FIRST_DELAY = 500;
const LONGEST_DELAY = 8000;
const TICKET_TIMEOUT = 8000;
const OPEN_TIMEOUT = 8000;
/** A silent line is asked after 3 s and given up 5 s later. */
const SILENCE = 3000;
const ANSWER = 5000;
const WATCH = 1000;
/** A page that says nothing for 90 s is taken to sleep, and its person to be away. Hidden pages have slow timers, but hear. */
const SIGN = 10_000;
/** A line that held this long starts the delays from the shortest again. */
const STEADY = 10_000;

/** Closed with 1008: more was sent than a page ever does. The server refuses a new ticket for some seconds. */
const TOO_FAST = 1008;
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

  /** Opens the line; also the way back after TAKEN_OVER. */
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

  /** Tries at once when a try is due, and checks the line when it is open. */
  hurry() {
    if (this.#state === "LOST") this.connect();
    else this.#ask();
  }

  /** Gives the line up and opens a new one, for a line that is open but no longer answers. */
  renew() {
    if (this.#state === "OPEN") this.#retryLater();
  }

  /** @returns {boolean} whether the frame went out */
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
      // A redirect leads to a sign-in page: this person is not known any more.
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
      if (frame.type !== "pong") this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    });
    socket.onclose = (event) => {
      clearTimeout(tooLate);
      if (this.#socket !== socket) return;
      const reason = FINAL_CLOSES[event.code];
      if (reason) this.#close(reason, event.reason);
      else if (event.code === TOO_FAST) this.#retryLater("TOO_FAST", PAUSE);
      else this.#retryLater(UNAVAILABLE_CLOSES.includes(event.code) ? "UNAVAILABLE" : undefined);
    };
  }

  /** Timers of hidden pages are slow, so that only an unanswered question counts, never silence alone. */
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

  /** @param {number} pause ms that have to pass first, because the server asked for it */
  #retryLater(cause = "UNREACHABLE", pause = 0) {
    if (this.#state === "OPEN" && performance.now() - this.#openedAt >= STEADY) this.#attempt = 0;
    this.#drop();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt++);
    const delay = Math.max(FIRST_DELAY, pause, longest * (0.5 + Math.random() / 2));
    this.#retry = setTimeout(() => this.connect(), delay);
    this.#become("LOST", { cause, retryAt: Date.now() + delay });
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
