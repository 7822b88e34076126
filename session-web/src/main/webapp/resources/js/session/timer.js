/** The therapist's own countdown beside the field; nobody else sees it. */
import { message } from "../shared/messages.js";
import { html } from "../shared/svg.js";

const MINUTE = 60_000;
const CHOICES = [3, 5, 10];
const LONGEST = 120;

export function open(place, room) {
  return new Timer(place, room);
}

class Timer {
  #place;
  #countdown;
  #left = html("p", { class: "timer-left number", role: "timer" });
  #own = html("input", {
    id: "timer-minutes",
    class: "input",
    type: "number",
    min: "1",
    max: String(LONGEST),
    step: "1",
    value: "15",
    required: "",
    inputmode: "numeric",
  });
  #setting = html("form", { class: "timer-setting" });
  #acts = html("div", { class: "timer-acts" });
  #ticking = null;

  /** @param room the services of the room: countdown */
  constructor(place, { countdown }) {
    this.#place = place;
    this.#countdown = countdown;
    const choices = CHOICES.map((minutes) => {
      const button = html("button", { type: "button", class: "button" }, message("timer.minutes", minutes));
      button.addEventListener("click", () => countdown.start(minutes * MINUTE));
      return button;
    });
    this.#setting.append(
      html("div", { class: "timer-choices" }, ...choices),
      html("label", { for: this.#own.id }, message("timer.own")),
      html("div", { class: "timer-own" }, this.#own, html("button", { class: "button primary" }, message("timer.start"))),
    );
    this.#setting.addEventListener("submit", (event) => {
      event.preventDefault();
      countdown.start(this.#own.valueAsNumber * MINUTE);
    });
    this.#acts.addEventListener("click", ({ target }) => this.#act(target.closest("button")?.dataset.do));
    place.append(
      html("div", { class: "timer" }, this.#left, this.#acts, this.#setting, html("p", { class: "caption" }, message("timer.only"))),
    );
    countdown.addEventListener("update", () => this.#show());
    this.#show();
  }

  shown() {
    this.#tick();
    this.#ticking ??= setInterval(() => this.#tick(), 250);
  }

  hidden() {
    clearInterval(this.#ticking);
    this.#ticking = null;
  }

  #act(act) {
    if (act) this.#countdown[act]();
  }

  /** Keeps the focus within the timer, even if the pressed button has disappeared. */
  #show() {
    const within = this.#place.contains(document.activeElement);
    const { running, left } = this.#countdown;
    const set = left !== null;
    this.#setting.hidden = set;
    this.#acts.hidden = !set;
    this.#left.hidden = !set;
    const button = (act, look) => html("button", { type: "button", class: `button ${look}`, "data-do": act }, message(`timer.${act}`));
    this.#acts.replaceChildren(...(set ? [button(running ? "halt" : "resume", "tonal"), button("clear", "ghost")] : []));
    this.#tick();
    if (within) (this.#acts.querySelector("button") ?? this.#own).focus();
  }

  #tick() {
    const seconds = Math.ceil((this.#countdown.left ?? 0) / 1000);
    const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (this.#left.textContent !== words) this.#left.textContent = words;
  }
}
