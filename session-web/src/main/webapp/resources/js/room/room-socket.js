/**
 * The room's line: a fresh ticket before every connect, a watch for a dead line, and patient reconnection.
 *
 * Events: `state` {state, reason?, detail?, retryAt?}, `frame` (the parsed frame).
 * States: CONNECTING, OPEN, LOST (will try again at `retryAt`, epoch ms), CLOSED (will not, for the `reason`:
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
/** A line that held this long starts the delays from the shortest again. */
const STEADY = 10_000;

const FINAL_CLOSES = { 4001: "TAKEN_OVER", 4002: "ENDED", 4004: "NOT_YOURS" };
const FINAL_PASSES = { 401: "UNKNOWN", 403: "NOT_YOURS", 409: "ENDED", 410: "ENDED" };

export class RoomSocket extends EventTarget {
  #passUrl;
  #socketUrl;
  #session;
  #socket = null;
  #attempt = 0;
  #openedAt = 0;
  #heardAt = 0;
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
    else this.#retryLater();
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
      const reason = FINAL_PASSES[response.status];
      return reason ? { reason, detail: (await response.json().catch(() => ({}))).detail } : {};
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
      this.#openedAt = this.#heardAt = Date.now();
      this.#askedAt = null;
      this.#watch = setInterval(() => this.#checkLine(), WATCH);
      this.#become("OPEN");
    });
    socket.onmessage = mine(({ data }) => {
      this.#heardAt = Date.now();
      this.#askedAt = null;
      const frame = JSON.parse(data);
      if (frame.type !== "pong") this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    });
    socket.onclose = (event) => {
      clearTimeout(tooLate);
      if (this.#socket !== socket) return;
      const reason = FINAL_CLOSES[event.code];
      if (reason) this.#close(reason, event.reason);
      else this.#retryLater();
    };
  }

  /** Timers of hidden pages are slow, so that only an unanswered question counts, never silence alone. */
  #checkLine() {
    const now = Date.now();
    if (this.#askedAt !== null) {
      if (now - this.#askedAt >= ANSWER) this.#retryLater();
    } else if (now - this.#heardAt >= SILENCE) {
      this.#ask();
    }
  }

  #ask() {
    if (this.#state !== "OPEN" || this.#askedAt !== null) return;
    this.#askedAt = Date.now();
    this.send({ type: "ping", at: this.#askedAt });
  }

  #retryLater() {
    if (this.#state === "OPEN" && Date.now() - this.#openedAt >= STEADY) this.#attempt = 0;
    this.#drop();
    const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#attempt++);
    const delay = Math.max(FIRST_DELAY, longest * (0.5 + Math.random() / 2));
    this.#retry = setTimeout(() => this.connect(), delay);
    this.#become("LOST", { retryAt: Date.now() + delay });
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
