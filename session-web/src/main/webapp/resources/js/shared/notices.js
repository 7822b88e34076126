/** Unobtrusive messages: a toast for the eyes, a live region for screen readers. */
import { counted } from "./messages.js";
import { html } from "./svg.js";

const TOAST_TIME = 5000;
/** A live region that changes too often interrupts itself. */
const BETWEEN_WORDS = 2500;
const AT_ONCE = 3;
/** More messages than this are replaced by their number. */
const MANY = 8;

export class Toast {
  #place;
  #timer = null;

  constructor(place) {
    this.#place = place;
  }

  /** Shows one sentence for five seconds, longer while it is hovered, focused, or not visible; the next replaces it. */
  show(text, action) {
    const toast = html("div", { class: "toast" }, html("p", {}, text));
    if (action) {
      const button = html("button", { type: "button", class: "button ghost" }, action.text);
      button.addEventListener("click", () => {
        this.clear();
        action.run();
      });
      toast.append(button);
    }
    const stay = () => clearTimeout(this.#timer);
    const fade = () => {
      stay();
      this.#timer = setTimeout(() => (document.hidden ? fade() : this.clear()), TOAST_TIME);
    };
    for (const type of ["pointerenter", "focusin"]) toast.addEventListener(type, stay);
    for (const type of ["pointerleave", "focusout"]) toast.addEventListener(type, fade);
    this.#place.replaceChildren(toast);
    fade();
  }

  clear() {
    clearTimeout(this.#timer);
    this.#place.replaceChildren();
  }
}

export class Announcer {
  #region;
  #words = new Map();
  #timer = null;
  #wait;

  /** @param {(act, ms) => any} wait replaced in tests */
  constructor(region, wait = (act, ms) => setTimeout(act, ms)) {
    this.#region = region;
    this.#wait = wait;
  }

  /** Announces it soon; of several messages about the same subject, only the last. */
  say(text, subject = text) {
    this.#words.delete(subject);
    this.#words.set(subject, text);
    this.#timer ??= this.#wait(() => this.#speak(), 150);
  }

  #speak() {
    if (this.#words.size === 0) {
      this.#timer = null;
      return;
    }
    const subjects = [...this.#words.keys()];
    if (subjects.length > MANY) {
      this.#region.textContent = counted("announce.changes", subjects.length);
      this.#words.clear();
    } else {
      const next = subjects.slice(0, AT_ONCE);
      this.#region.textContent = next.map((subject) => asSentence(this.#words.get(subject))).join(" ");
      for (const subject of next) this.#words.delete(subject);
    }
    this.#timer = this.#wait(() => this.#speak(), BETWEEN_WORDS);
  }
}

function asSentence(words) {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
