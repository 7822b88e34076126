/** The course of the session: the plan, past steps, coming limits, and presence. */
import { message, zoneName } from "../shared/messages.js";
import { html, icon } from "../shared/svg.js";

const MINUTE = 60_000;
/** Before the end, in minutes. */
const WARNINGS = [10, 2];
const ICONS = { PENDING: "calendar", ACTIVE: "play", PAUSED: "pause", COMPLETED: "door-open", CANCELLED: "x" };

export function open(place, room) {
  return new Course(place, room);
}

class Course {
  #room;
  #time;
  #day;
  #dayAndTime;
  #shortDayAndTime;
  /** Shown once, because a client may be in another zone. */
  #zone;
  #steps = [];
  #session = null;
  #planned = html("p", { class: "course-planned secondary" });
  #list = html("ol", { class: "course-steps", role: "list" });
  #people = html("ul", { class: "course-people", role: "list" });
  #sharing = html("p", { class: "secondary" });
  #switch = null;
  #allow = html("label", { for: "client-sharing" });

  /** @param room the services of the room: api, people, clock, run, role, planned, locale, timeZone */
  constructor(place, room) {
    this.#room = room;
    const { locale, timeZone, planned } = room;
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
    this.#dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone });
    this.#shortDayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short", timeZone });
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeZone });
    this.#zone = zoneName(locale, timeZone, Date.parse(planned.startsAt));
    place.append(
      part("course.steps", this.#planned, this.#list),
      part("course.people", this.#people),
      part("course.sharing", room.role === "THERAPIST" ? this.#sharingSwitch() : this.#sharing),
    );
  }

  /** Fetches steps that happened while the connection was lost, whenever the tool is shown again. */
  shown() {
    this.#fetchSteps();
  }

  follow(session) {
    const before = this.#session;
    this.#session = session;
    if (before?.status !== session.status) this.#fetchSteps();
    this.#show();
  }

  async #fetchSteps() {
    try {
      const { body } = await this.#room.api.get("transitions");
      this.#steps = body;
      this.#show();
    } catch (refusal) {
      // Keeps what is known; the next time it is fetched again.
      if (refusal.name !== "ApiRefusal") throw refusal;
    }
  }

  #show() {
    if (!this.#session) return;
    this.#showSteps();
    this.#people.replaceChildren(...this.#seats().map((seat) => this.#person(seat)));
    const { clientSharing = false } = this.#session;
    const name = this.#room.people.otherName(this.#room.role);
    if (this.#switch) {
      this.#switch.checked = clientSharing;
      this.#allow.textContent = message("course.sharing.allow", name);
    } else {
      this.#sharing.textContent = message(clientSharing ? "course.sharing.you" : "course.sharing.notYou", name);
    }
  }

  #showSteps() {
    const { startsAt, minutes } = this.#room.planned;
    const now = this.#room.clock.now();
    const start = Date.parse(startsAt);
    const when = (this.#isToday(start) ? this.#time : this.#dayAndTime).format(start);
    this.#planned.textContent = message("course.planned", when, minutes, this.#zone);
    const coming = this.#coming().filter(({ at }) => at > now);
    const heading = html("li", { class: "course-coming caption" }, message("course.coming"));
    this.#list.replaceChildren(
      ...this.#happened().map((moment) => this.#step(moment, "course-step")),
      ...(coming.length ? [heading] : []),
      ...coming.map((moment) => this.#step(moment, "course-step coming")),
    );
  }

  /** In the reader's zone, where midnight may be within the session. */
  #isToday(time) {
    return this.#day.format(time) === this.#day.format(this.#room.clock.now());
  }

  /** Until the steps are loaded, at least the start is known. */
  #happened() {
    const { startedAt } = this.#session;
    const started = startedAt ? [{ from: "PENDING", to: "ACTIVE", at: startedAt }] : [];
    return (this.#steps.length ? this.#steps : started).map(({ to, from, at }) => ({
      at: Date.parse(at),
      words: message(`course.step.${to === "ACTIVE" && from === "PAUSED" ? "RESUMED" : to}`),
      icon: ICONS[to],
    }));
  }

  #coming() {
    if (!this.#session.endsAt) return [];
    const { startsAt, minutes: length } = this.#room.planned;
    const planned = { at: Date.parse(startsAt) + length * MINUTE, words: message("course.plannedEnd"), icon: "calendar" };
    const end = Date.parse(this.#session.endsAt);
    const warnings = WARNINGS.map((minutes) => ({
      at: end - minutes * MINUTE,
      words: message("course.warning", minutes),
      icon: "clock",
    }));
    const limit = { at: end, words: message("course.limit"), icon: "hourglass" };
    return [planned, ...warnings, limit].sort((a, b) => a.at - b.at);
  }

  #step({ at, words, icon: name }, look) {
    const when = (this.#isToday(at) ? this.#time : this.#shortDayAndTime).format(at);
    const time = html("time", { class: "course-time", datetime: new Date(at).toISOString() }, when);
    return html("li", { class: look }, icon(name, { class: "icon small" }), time, html("span", {}, words));
  }

  /** Both seats, one's own first; a person who never connected has no state. */
  #seats() {
    const { people, role, names } = this.#room;
    return [role, role === "THERAPIST" ? "CLIENT" : "THERAPIST"].map(
      (seat) => people.all.find((person) => person.role === seat) ?? { role: seat, name: names[seat], state: "ABSENT" },
    );
  }

  #person({ role, name, state, since }) {
    const own = role === this.#room.role;
    const dot = html("span", { class: "dot" });
    const title = html("span", { class: "strong" }, own ? message("course.you", name) : name);
    const time = since ? this.#time.format(Date.parse(since)) : null;
    const words = time ? message(`course.since.${state}`, time) : message(`course.state.${state}`);
    const text = html("span", { class: "course-person-text" }, title, html("span", { class: "caption" }, words));
    return html("li", { class: "course-person", "data-presence": state }, dot, text);
  }

  #sharingSwitch() {
    this.#switch = html("input", { type: "checkbox", role: "switch", class: "switch", id: "client-sharing" });
    this.#switch.addEventListener("change", async () => {
      const allowed = this.#switch.checked;
      if (!(await this.#room.run("SET_SHARING", { allowed }))) this.#switch.checked = !allowed;
    });
    return html("div", { class: "course-switch" }, this.#allow, this.#switch);
  }
}

function part(key, ...content) {
  const title = html("h2", { class: "panel-title", id: key.replace(".", "-") }, message(key));
  return html("div", { class: "course-part", role: "group", "aria-labelledby": title.id }, title, ...content);
}
