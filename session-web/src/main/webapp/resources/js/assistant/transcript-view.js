/** The transcript as a list: lines with speaker and time, partial text at the end; with searching, correcting and striking. */
import { message } from "../shared/messages.js";
import { html, icon } from "../shared/svg.js";
import { isComposing } from "../shared/text.js";
import { plain } from "./transcript.js";

/** Closer to the end than this, in px, the list follows new lines. */
const NEAR = 48;
const LONGEST = 4000;

/** The key of an unsent correction. */
const DRAFT = "draft:line";

export function open(place, room) {
  return new TranscriptView(place, room);
}

class TranscriptView {
  #room;
  #assistant;
  #time;
  #state = html("p", { class: "transcript-state secondary", role: "status" });
  #search = html("input", { id: "transcript-search", class: "input", type: "search", autocomplete: "off" });
  #found = html("p", { class: "caption", role: "status" });
  #list = html("ol", { id: "transcript-list", class: "transcript-list", tabindex: "0" });
  #now = html("div", { class: "transcript-now", "aria-hidden": "true" });
  #empty = html("p", { class: "panel-empty secondary", tabindex: "-1" });
  #parts = new Map();
  #editing = null;
  /** The edited line's `changed` that the person has seen. */
  #seen = null;
  #following = true;

  /**
   * @param room the services of the room: assistant, people, api, work, announcer, role, locale, timeZone; `readOnly`:
   *     nothing can be corrected or struck any more
   */
  constructor(place, room) {
    this.#room = room;
    this.#assistant = room.assistant;
    this.#editing = this.#draft?.lineId ?? null;
    this.#seen = this.#draft?.changed ?? null;
    this.#time = new Intl.DateTimeFormat(room.locale, { timeStyle: "medium", timeZone: room.timeZone });
    this.#search.placeholder = message("transcript.search");
    this.#search.setAttribute("aria-label", message("transcript.search"));
    this.#list.setAttribute("aria-label", message("transcript.title"));
    const head = html("div", { class: "transcript-head" }, this.#state, this.#search, this.#found);
    place.append(head, html("div", { class: "transcript-scroll" }, this.#empty, this.#list, this.#now));
    this.#scroll.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
      this.#following = scrollHeight - scrollTop - clientHeight < NEAR;
    });
    this.#search.addEventListener("input", () => this.#render());
    this.#list.addEventListener("click", ({ target }) => this.#act(target.closest("button")));
    this.#assistant.addEventListener("update", () => this.#render());
    room.analysis?.addEventListener("update", () => this.#render());
    this.#render();
  }

  shown() {
    if (this.#following) this.#toFoot();
  }

  focus() {
    const target = this.#search.hidden ? this.#empty : this.#search;
    target.focus();
  }

  get unsaved() {
    return this.#draft !== null;
  }

  /** Scrolls to a line. @returns {boolean} whether it exists */
  goTo(lineId) {
    this.#search.value = "";
    this.#render();
    const part = this.#parts.get(lineId);
    if (!part) return false;
    this.#following = false;
    part.element.scrollIntoView({ block: "center" });
    part.element.focus();
    return true;
  }

  get #scroll() {
    return this.#list.parentElement;
  }

  #render() {
    const { transcript, state, shown } = this.#assistant;
    const wanted = this.#search.value.trim();
    const found = transcript.find(wanted);
    // A line that is being edited stays, whatever is searched for.
    const lines = transcript.lines.filter((line) => line.lineId === this.#editing || found.includes(line));
    this.#state.textContent = message(`transcript.state.${state}`);
    this.#state.dataset.state = state;
    this.#found.textContent = wanted ? message("transcript.found", found.length) : "";
    this.#search.hidden = !wanted && transcript.lines.length === 0;
    this.#empty.hidden = lines.length > 0;
    this.#empty.textContent = message(wanted ? "transcript.nothingFound" : `transcript.empty.${shown ? state : "HIDDEN"}`);
    const before = this.#parts;
    this.#parts = new Map();
    const numbers = new Map(transcript.lines.map(({ lineId }, index) => [lineId, index + 1]));
    const elements = lines.map(
      (line) => this.#part(line, numbers.get(line.lineId), before.get(line.lineId), plain(wanted)).element,
    );
    elements.forEach((element, index) => {
      if (this.#list.children[index] !== element) this.#list.insertBefore(element, this.#list.children[index] ?? null);
    });
    while (this.#list.children.length > elements.length) this.#list.lastElementChild.remove();
    this.#now.replaceChildren(...(wanted ? [] : transcript.partials.map((partial) => this.#partial(partial))));
    if (this.#following) this.#toFoot();
  }

  #part(line, number, known, wanted) {
    const part = known ?? { element: html("li", { tabindex: "-1" }), shows: null };
    this.#parts.set(line.lineId, part);
    if (this.#editing === line.lineId && !line.text) this.#lose();
    // A line that is being edited is not replaced.
    const shows = this.#editing === line.lineId ? "edited" : `${number} ${line.changed} ${wanted}`;
    if (part.shows === shows) {
      this.#showTone(part, line);
      if (this.#editing === line.lineId) this.#meet(part, line);
      return part;
    }
    part.shows = shows;
    part.element.className = "transcript-line";
    part.element.dataset.line = line.lineId;
    part.element.dataset.role = line.role;
    part.element.dataset.state = line.state;
    part.element.replaceChildren(
      ...(this.#editing === line.lineId ? this.#editor(line) : [this.#head(line, number), this.#words(line, wanted)]),
    );
    this.#showTone(part, line);
    if (this.#editing === line.lineId) this.#meet(part, line);
    return part;
  }

  /** Another window has changed the edited line: the person compares, and what they then save counts. */
  #meet({ element }, { changed, text }) {
    this.#seen ??= changed;
    if (changed === this.#seen) return;
    this.#seen = changed;
    element.querySelector("[data-meanwhile]").textContent = message("transcript.meanwhile", text);
    this.#keepDraft(element.querySelector("textarea").value);
  }

  /** The speaker has struck the edited line. */
  #lose() {
    this.#nextDraft();
    this.#room.toast.show(message("transcript.gone"));
    // Of another line, which may have been shown already.
    if (this.#editing) queueMicrotask(() => this.#render());
  }

  /** The correction is done; another one that was begun in another window follows. */
  #nextDraft() {
    this.#room.work?.next(DRAFT);
    this.#editing = this.#draft?.lineId ?? null;
    this.#seen = this.#draft?.changed ?? null;
  }

  /** The tone of a line, once analysed; it arrives later than the line, and updates nothing else. */
  #showTone({ element }, { lineId, text }) {
    const place = element.querySelector("[data-tone]");
    if (!place) return;
    const tone = text && this.#room.analysis?.current?.sentiments?.[lineId]?.tone;
    place.hidden = !tone;
    place.dataset.tone = tone ?? "";
    place.textContent = tone ? message(`tone.${tone}`) : "";
  }

  #head({ by, invitation, role, from, text }, number) {
    const own = this.#room.people.isYou({ by, invitation });
    const buttons = [];
    const mended = text && !this.#room.readOnly;
    if (mended && this.#room.role === "THERAPIST") buttons.push(this.#button("correct", "pencil"));
    if (mended && own) buttons.push(this.#button("strike", "trash-2"));
    return html(
      "div",
      { class: "transcript-line-head" },
      html("span", { class: "caption number transcript-number" }, String(number)),
      html("span", { class: "transcript-who strong" }, own ? message("room.you") : this.#room.people.author({ by, invitation }) || message(`transcript.${role}`)),
      html("time", { class: "caption number", datetime: from }, this.#time.format(new Date(from))),
      html("span", { class: "caption", "data-tone": "", title: message("tone.title"), hidden: "" }),
      html("span", { class: "transcript-acts" }, ...buttons),
    );
  }

  #button(act, picture) {
    const button = html("button", { type: "button", class: "button ghost icon-only small", "data-do": act });
    button.append(icon(picture, { class: "icon small" }));
    button.setAttribute("aria-label", message(`transcript.${act}`));
    button.title = message(`transcript.${act}`);
    return button;
  }

  #words({ state, text, heard, gap, from, to, doubtful }, wanted) {
    if (!text) {
      const seconds = Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
      const words = state === "GAP" ? message(`transcript.gap.${gap}`, seconds) : message(`transcript.${state}`);
      return html("p", { class: "transcript-missing secondary" }, words);
    }
    const words = html("p", { class: "transcript-words" });
    words.append(...marked(text, wanted));
    if (doubtful) return html("div", {}, words, html("p", { class: "caption doubtful" }, message("transcript.doubtful")));
    if (!heard) return words;
    const details = html("details", { class: "caption" }, html("summary", {}, message("transcript.corrected")));
    details.append(message("transcript.heard", heard));
    return html("div", {}, words, details);
  }

  #partial({ by, text }) {
    const person = this.#room.people.person(by);
    const own = by === this.#room.people.you?.participantId;
    return html(
      "p",
      { class: "transcript-partial secondary", "data-role": person.role },
      html("span", { class: "strong" }, `${own ? message("room.you") : person.name} `),
      text,
    );
  }

  /** @returns {{lineId: string, changed: number, text: string}|null} the unsent correction */
  get #draft() {
    return JSON.parse(this.#room.work?.getItem(DRAFT) ?? null);
  }

  #editor({ lineId, text }) {
    const words = html("textarea", { class: "input", rows: "3", maxlength: String(LONGEST) });
    const draft = this.#draft;
    words.value = draft?.lineId === lineId ? draft.text : text;
    words.addEventListener("input", () => this.#keepDraft(words.value));
    words.setAttribute("aria-label", message("transcript.correct"));
    words.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || isComposing(event)) return;
      event.stopPropagation();
      if (!words.readOnly) this.#endEdit();
    });
    const back = html("button", { type: "button", class: "button ghost small", "data-do": "back" });
    const keep = html("button", { type: "button", class: "button primary small", "data-do": "keep" });
    back.append(message("dialog.back"));
    keep.append(message("transcript.keep"));
    requestAnimationFrame(() => words.focus());
    const meanwhile = html("p", { class: "secondary", role: "status", "data-meanwhile": "" });
    const begun = this.#room.work?.all(DRAFT).length ?? 0;
    const others = begun > 1 ? [html("p", { class: "secondary", role: "status", "data-begun": "" }, message("transcript.begun", begun))] : [];
    return [words, meanwhile, ...others, html("div", { class: "transcript-edit-acts" }, back, keep)];
  }

  #keepDraft(text) {
    this.#room.work?.setItem(DRAFT, JSON.stringify({ lineId: this.#editing, changed: this.#seen, text }));
  }

  /** One line at a time: an unsent correction of another line stays open. */
  #correct(lineId) {
    const draft = this.#draft;
    if (!draft || draft.text === this.#assistant.transcript.line(draft.lineId)?.text) {
      this.#edit(lineId);
      return;
    }
    this.#room.toast.show(message("transcript.open"));
    this.#parts.get(draft.lineId)?.element.querySelector("textarea").focus();
  }

  #edit(lineId) {
    this.#room.work?.removeItem(DRAFT);
    this.#editing = lineId;
    this.#seen = this.#assistant.transcript.line(lineId)?.changed ?? null;
    this.#render();
  }

  #endEdit() {
    const before = this.#editing;
    this.#nextDraft();
    // Of two corrections of one line the second needs an editor of its own.
    const part = this.#parts.get(before);
    if (part) part.shows = null;
    this.#render();
    if (!this.#editing) this.#parts.get(before)?.element.querySelector("[data-do=correct]")?.focus();
  }

  #act(button) {
    const element = button?.closest("[data-line]");
    if (!element) return;
    const { line } = element.dataset;
    const acts = {
      correct: () => this.#correct(line),
      back: () => this.#endEdit(),
      keep: () => this.#keep(line, element),
      strike: () => this.#strike(line),
    };
    acts[button.dataset.do]?.();
  }

  /** What is typed while the correction is on its way would be lost with the answer, so the editor waits for it. */
  async #keep(line, element) {
    const words = element.querySelector("textarea");
    const put = () => this.#room.api.put(`transcript/${line}`, { text: words.value }, { etag: `"${this.#seen}"` });
    hold(element, true);
    const kept = await this.#ask(put);
    hold(element, false);
    // Another line may be edited by now: the room may publish the correction before its answer is here.
    if (kept && this.#editing === line) this.#endEdit();
  }

  async #strike(line) {
    if (!(await this.#room.confirm("strike"))) return;
    if (!(await this.#ask(() => this.#room.api.delete(`transcript/${line}`)))) return;
    // The button disappears with the words, and during a search the line does, too.
    (this.#parts.get(line)?.element ?? this.#list).focus();
  }

  /** The result is published by the room, as to everybody. */
  async #ask(send) {
    try {
      await send();
      return true;
    } catch (failure) {
      this.#room.toast.show(failure.detail ?? message("command.offline"));
      return false;
    }
  }

  #toFoot() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }
}

/** The text with search hits marked; compared without accents and case, which do not change its length. */
function marked(text, wanted) {
  if (!wanted) return [text];
  const letters = [...text.normalize("NFC")];
  const bare = letters.map((letter) => plain(letter) || letter).join("");
  const at = bare.indexOf(wanted);
  if (at < 0 || bare.length !== letters.length) return [text];
  const part = (from, to) => letters.slice(from, to).join("");
  return [part(0, at), html("mark", {}, part(at, at + wanted.length)), part(at + wanted.length)];
}

function hold(element, held) {
  const words = element.querySelector("textarea");
  if (words) words.readOnly = held;
  for (const button of element.querySelectorAll(".transcript-edit-acts button")) button.disabled = held;
}
