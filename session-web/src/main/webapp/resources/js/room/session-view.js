/** The session in the header and the controls: status, presence, rights, saving, next step. */
import { steady } from "../shared/steady.js";
import { counted, message } from "../shared/messages.js";

const byId = (id) => document.getElementById(id);
const MINUTE = 60_000;
/** How long a narrow window shows the words of the hint, which cover a part of the field; then only its icon. */
const HINT_READ = 6_000;

function show(id, shown) {
  const element = byId(id);
  if (element) element.hidden = !shown;
}

export class SessionView {
  #role;
  #people;
  #clock;
  #time;
  #session = null;
  #savedAt = null;
  #bookedName;
  #inCall;
  #hintRead = null;

  /**
   * @param bookedName the client's name in the appointment
   * @param inCall whether the other person is heard and seen at the moment
   */
  constructor({ role, people, bookedName, clock, locale, timeZone, inCall }) {
    this.#bookedName = bookedName;
    this.#inCall = inCall;
    this.#role = role;
    this.#people = people;
    this.#clock = clock;
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
    setInterval(() => this.#showWaitingClient(), 15_000);
  }

  /** Whether this person may change the field now; the server decides. */
  get mayChange() {
    const { status, clientAccess, admitted } = this.#session ?? {};
    if (this.#role === "THERAPIST") return status === "PENDING" || status === "ACTIVE" || status === "PAUSED";
    return Boolean(admitted) && status === "ACTIVE" && clientAccess === "MOVE";
  }

  follow(session) {
    this.#session = session;
    const { status, clientAccess } = session;
    show("status", true);
    byId("status").className = `pill ${{ ACTIVE: "active", PAUSED: "attention" }[status] ?? ""}`;
    byId("status-text").textContent = message(`status.${status}`);
    const steps = ["control-start", "control-resume", "control-pause", "control-complete"];
    const focused = steps.find((id) => byId(id) && byId(id) === document.activeElement);
    show("control-start", status === "PENDING");
    show("control-pause", status === "ACTIVE");
    show("control-resume", status === "PAUSED");
    show("control-complete", status === "ACTIVE" || status === "PAUSED");
    // A button that disappears passes the focus on to the next step's.
    if (focused && byId(focused).hidden) byId(steps.find((id) => byId(id) && !byId(id).hidden))?.focus();
    for (const radio of document.querySelectorAll('#access input[type="radio"]')) {
      radio.checked = radio.value === clientAccess;
    }
    this.#showHint();
    this.showPeople();
  }

  showPeople() {
    const other = this.#people.other(this.#role);
    const name = this.#people.otherName(this.#role);
    if (this.#role === "THERAPIST") byId("room-name").textContent = this.#people.otherFullName(this.#role);
    const state = other?.state ?? "ABSENT";
    byId("presence").textContent = message(`presence.${state === "AWAY" && this.#inCall() ? "CALL" : state}`, name);
    byId("presence").dataset.presence = state;
    this.#showWaitingClient();
  }

  /** @param {{pending: number, open: boolean, at?: string}} saving `at`: when the newest change was saved, ISO */
  showSaved({ pending, moving, at }) {
    if (at) this.#savedAt = new Date(at);
    const state = pending === 0 ? "saved" : moving ? "saving" : "offline";
    show("saved", true);
    byId("saved").dataset.saved = state;
    byId("saved-text").textContent = {
      saved: () => (this.#savedAt ? message("saved.at", this.#time.format(this.#savedAt)) : message("saved.all")),
      saving: () => message("saved.saving"),
      offline: () => counted("saved.offline", pending),
    }[state]();
  }

  #showHint() {
    if (!byId("hint")) return;
    const hint = this.#session.status === "PAUSED" ? "pause" : this.mayChange ? "move" : "look";
    const { status, admitted } = this.#session;
    const shown = Boolean(admitted) && (status !== "PENDING" || hint === "move");
    show("hint", shown);
    // What is not seen yet is not read either.
    if (!shown || byId("hint").dataset.hint === hint) return;
    byId("hint").dataset.hint = hint;
    byId("hint").classList.remove("brief");
    clearTimeout(this.#hintRead);
    this.#hintRead = setTimeout(() => byId("hint").classList.add("brief"), HINT_READ);
    byId("hint-text").textContent = message(`hint.${hint}`);
  }

  #showWaitingClient() {
    if (!byId("waiting-client")) return;
    const client = this.#people.other(this.#role);
    const waiting = client?.state === "WAITING" && !this.#session?.admitted;
    show("waiting-client", waiting);
    if (!waiting) return;
    const minutes = Math.floor((this.#clock.now() - Date.parse(client.since)) / MINUTE);
    const name = this.#people.otherName(this.#role);
    const words = minutes < 1 ? message("waiting.now", name) : message("waiting.minutes", name, minutes);
    const another = this.#people.otherFullName(this.#role) !== this.#bookedName;
    byId("waiting-client-text").textContent = another ? `${words} ${message("waiting.booked", this.#bookedName)}` : words;
    byId("admit-text").textContent = message(
      this.#session?.status === "PENDING" ? "waiting.admitAndStart" : "waiting.admit",
    );
  }
}

/** The bar that shows a lost connection, and when the page reconnects. */
export class LineView {
  #retryAt = null;
  #timer = null;

  /**
   * @param {{title: string, retryAt?: number, tooFast: boolean, pending: number}} lost while the connection is lost; null when it is back.
   *   The title says only what is known: a page cannot distinguish a network failure from a server failure.
   */
  show(lost) {
    clearInterval(this.#timer);
    show("line", Boolean(lost));
    if (!lost) return;
    const { title, retryAt, tooFast, pending } = lost;
    byId("line-title").textContent = title;
    const kept = pending ? counted("line.pending", pending) : message("line.kept");
    byId("line-text").textContent = tooFast ? `${message("line.tooFast")} ${pending ? kept : ""}`.trim() : kept;
    this.#retryAt = retryAt ?? null;
    this.#count();
    this.#timer = setInterval(() => this.#count(), 500);
  }

  #count() {
    const seconds = this.#retryAt === null ? 0 : Math.ceil((this.#retryAt - steady()) / 1000);
    byId("line-retry").textContent = seconds > 0 ? message("line.retryIn", seconds) : message("line.trying");
  }
}
