/** The editor of the therapist's notes, with the state of saving. */
import { counted, message } from "../shared/messages.js";
import { html, icon } from "../shared/svg.js";
import { LONGEST, Notes } from "./notes.js";

/** From this length on the remaining characters are shown. */
const COUNTED_FROM = LONGEST - 1000;
/** States that are also announced to screen readers; normal states are not. */
const GRAVE = new Set(["OFFLINE", "UNAVAILABLE", "CONFLICT", "TOO_LONG", "REFUSED", "LOGGED_OUT"]);
/** States in which unsaved text is being saved. */
const MOVING = new Set(["SAVED", "SAVING"]);
const ICONS = { SAVED: "cloud-check", SAVING: "cloud-upload", LOADING: "cloud-upload", OFFLINE: "cloud-off", UNAVAILABLE: "cloud-off" };

export function open(place, room) {
  return new NotesView(place, room);
}

class NotesView {
  #room;
  #notes;
  #time;
  #state = null;
  #told = "";
  #text = html("textarea", { id: "notes-text", class: "notes-text", "aria-describedby": "notes-private" });
  #saved = html("p", { id: "notes-saved", class: "caption number notes-saved" });
  #choice = html("div", { class: "notes-choice", role: "group", "aria-labelledby": "notes-choice-title", hidden: "" });

  /** @param room the services of the room: api, work, announcer, session, locale, timeZone, and in the room savingChanged */
  constructor(place, room) {
    this.#room = room;
    this.#notes = new Notes(room.api, { session: room.session, store: room.work, now: () => room.clock.now() });
    this.#time = new Intl.DateTimeFormat(room.locale, { timeStyle: "short", timeZone: room.timeZone });
    this.#text.setAttribute("aria-label", message("notes.title"));
    this.#text.placeholder = message("notes.text");
    const secret = html("p", { id: "notes-private", class: "caption notes-private" });
    secret.append(icon("eye-off", { class: "icon small" }), message("notes.private"));
    place.append(html("div", { class: "notes-head" }, secret, this.#saved), this.#text, this.#choice);
    this.#notes.addEventListener("update", () => this.#show());
    this.#text.addEventListener("input", () => this.#notes.edit(this.#text.value));
    this.#text.addEventListener("blur", () => this.#notes.save());
    this.#choice.addEventListener("click", ({ target }) => this.#choose(target.closest("button")?.dataset.keep));
    room.work.addEventListener("erased", () => this.#show());
    addEventListener("online", () => this.#notes.save());
    addEventListener("pagehide", () => this.#notes.save({ leaving: true }));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#notes.save({ leaving: true });
      else this.#notes.refresh();
    });
    this.#show();
    this.#notes.load();
  }

  get unsaved() {
    return this.#notes.unsaved;
  }

  get pending() {
    return this.#notes.unsaved;
  }

  get stuck() {
    return this.#notes.unsaved && !MOVING.has(this.#notes.state);
  }

  /** Whether the login has ended, and the text is stored in this browser until the next one. */
  get waitsForLogin() {
    return this.#notes.state === "LOGGED_OUT" && this.#room.work.lasting;
  }

  hidden() {
    this.#notes.save();
  }

  /** @returns {Promise<void>} when everything possible is saved: text that was written during a save needs another one */
  async end() {
    await this.#notes.save();
    await this.#notes.save();
  }

  focus() {
    const target = this.#choice.hidden ? this.#text : this.#choice.querySelector("h3");
    target.focus();
  }

  #show() {
    const { state, text, conflict } = this.#notes;
    if (this.#text.value !== text) this.#text.value = text;
    this.#text.readOnly = state === "LOADING" || (state === "REFUSED" && !this.#notes.unsaved);
    this.#text.setAttribute("aria-busy", String(state === "LOADING"));
    this.#saved.dataset.saved = state.toLowerCase();
    const words = this.#words(state);
    // What is being pressed stays, though leaving the text for it has tried to save once more.
    if (this.#state !== state || this.#told !== words) this.#tell(state, words);
    if (GRAVE.has(state) && this.#state !== state) this.#room.announcer.say(words, "notes");
    if (Boolean(conflict) === this.#choice.hidden) this.#showChoice(conflict);
    this.#state = state;
    this.#room.savingChanged?.();
  }

  #tell(state, words) {
    this.#told = words;
    this.#saved.replaceChildren(icon(ICONS[state] ?? "circle-alert", { class: "icon small" }), words);
    if (state === "LOGGED_OUT") this.#saved.append(" ", loginLink());
  }

  #words(state) {
    const left = LONGEST - [...this.#notes.text].length;
    const time = this.#notes.savedAt && this.#time.format(this.#notes.savedAt);
    const near = left < LONGEST - COUNTED_FROM ? ` · ${counted("notes.left", left)}` : "";
    return {
      LOADING: () => message("notes.loading"),
      SAVED: () => (time ? message("saved.at", time) : message("notes.kept")) + near,
      SAVING: () => message("saved.saving") + near,
      OFFLINE: () => message("notes.offline"),
      UNAVAILABLE: () => message("notes.unavailable"),
      CONFLICT: () => (this.#notes.others.length ? message("notes.conflict.short.many", this.#versions.length) : message("notes.conflict.short")),
      TOO_LONG: () => counted("notes.over", -left),
      LOGGED_OUT: () => message(this.#room.work.lasting ? "notes.loggedOut" : "notes.loggedOut.here"),
      REFUSED: () => this.#notes.detail || message("notes.refused"),
    }[state]();
  }

  #showChoice(conflict) {
    const focused = this.#text.contains(document.activeElement) || this.#choice.contains(document.activeElement);
    this.#choice.hidden = !conflict;
    this.#text.hidden = Boolean(conflict);
    if (conflict) {
      const many = this.#notes.others.length ? ".many" : "";
      const versions = this.#versions;
      this.#choice.replaceChildren(
        html("h3", { class: "strong", id: "notes-choice-title", tabindex: "-1" }, message(`notes.conflict.title${many}`, versions.length)),
        html("p", { class: "secondary" }, message(`notes.conflict.text${many}`)),
        ...versions.flatMap(({ title, text }) => version(title, text)),
        html(
          "div",
          { class: "buttons" },
          keep("both", message(`notes.conflict.keep.${many ? "all" : "both"}`), "primary"),
          ...versions.map((one, index) => keep(index, one.keep, "")),
        ),
      );
    } else {
      this.#choice.replaceChildren();
    }
    if (focused) this.focus();
  }

  /** All texts of a conflict, the saved one last. @returns {{title: string, text: string, keep: string}[]} */
  get #versions() {
    const { mine, theirs } = this.#notes.conflict;
    const named = (text, name) => ({ text, title: message(`notes.conflict.${name}`), keep: message(`notes.conflict.keep.${name}`) });
    if (!this.#notes.others.length) return [named(mine, "mine"), named(theirs, "theirs")];
    const drafts = [mine, ...this.#notes.others].map((text, index) => ({
      text,
      title: message("notes.conflict.draft", index + 1),
      keep: message("notes.conflict.keep.draft", index + 1),
    }));
    return [...drafts, named(theirs, "saved")];
  }

  #choose(which) {
    if (!which) return;
    const texts = this.#versions.map(({ text }) => text);
    this.#notes.settle(which === "both" ? texts.filter(Boolean).reverse().join("\n\n") : texts[which]);
  }
}

/** A link to this page, which leads through the login and back. */
function loginLink() {
  return html("a", { href: location.pathname + location.search }, message("notes.logIn"));
}

function version(title, text) {
  const words = html("div", { class: "notes-version", tabindex: "0", role: "group" }, text || message("notes.blank"));
  words.setAttribute("aria-label", title);
  return [html("p", { class: "caption strong", "aria-hidden": "true" }, title), words];
}

function keep(which, words, look) {
  return html("button", { type: "button", class: `button ${look}`, "data-keep": which }, words);
}
