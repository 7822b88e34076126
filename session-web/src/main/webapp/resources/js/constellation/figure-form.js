/**
 * The dialog that places or edits a figure: label, kind, colour, size. While it is open the figure may change: members that
 * the person has not touched follow, and only the person's changes are saved.
 */
import { message } from "../shared/messages.js";
import { html } from "../shared/svg.js";
import { COLOURS, KINDS } from "./constellation.js";
import { figureIcon } from "./figures.js";
import { checkLabel, labelOf } from "./label.js";

const DRAFT = "draft:figure";
const FIELDS = ["label", "kind", "colour", "size"];

export class FigureForm {
  #dialog;
  #form;
  #work;
  #figureId = null;
  /** The figure that was removed while the form was open; it may be restored. */
  #removedId = null;
  /** The figure as last seen, against which changes are determined; null for a new one. */
  #seen = null;
  /** The form's values for it: a slider has fewer sizes than are possible. */
  #shown = {};
  #keep = null;
  #closed = null;
  #done = false;

  /** @param {import("../shared/unsent-work.js").UnsentWork} work stores the input until the form is closed */
  constructor(dialog, work) {
    this.#dialog = dialog;
    this.#work = work;
    this.#form = dialog.querySelector("form");
    this.#part("kinds").append(...KINDS.map(kindChoice));
    this.#part("colours").append(...COLOURS.map(colourChoice));
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("input", () => {
      this.refuse("");
      this.#showValues();
      this.remember();
    });
    this.#part("form-back").addEventListener("click", () => {
      this.forget();
      dialog.close();
    });
    // The Escape key. The room also closes the form when the login has ended; then the draft is kept.
    dialog.addEventListener("cancel", () => this.forget());
    dialog.addEventListener("close", () => {
      if (!this.open) this.#closed?.(this.#done && this.draft !== null);
    });
  }

  get open() {
    return this.#dialog.open;
  }

  /** The figure that is edited, or null. */
  get figureId() {
    return this.open ? this.#figureId : null;
  }

  /** The figure that was removed while it was edited, or null. */
  get removedId() {
    return this.open ? this.#removedId : null;
  }

  /** @returns {{figureId: string|null, figure: object, touched: string[]}|null} the form's content when the page was left */
  get draft() {
    return JSON.parse(this.#work.getItem(DRAFT));
  }

  /** How many forms were left open, in this and other windows. */
  get drafts() {
    return this.#work.all(DRAFT).length;
  }

  /** Stores the input, of this or another form, until it is forgotten. */
  remember(figureId = this.#figureId, figure = this.#values, touched = Object.keys(this.#changed)) {
    this.#work.setItem(DRAFT, JSON.stringify({ figureId, figure, touched }));
  }

  /** The input is done; a form that another window left open is the next draft. */
  forget() {
    this.#done = true;
    this.#work.next(DRAFT);
  }

  /**
   * @param {string|null} figureId the figure that is edited, or null for a new one
   * @param {{label, kind, colour, size}} figure the initial values
   * @param {object} typed values that the person has already changed
   * @param {(answer: {figureId, figure, changed, expected}) => string} keep `figure`: all values of the form; `changed`: those that differ from the figure as
   *     seen; `expected`: the seen values of these members. Returns why it was refused; then the form stays open.
   * @param {(more: boolean) => void} closed `more`: whether the person has finished, and another draft is next
   */
  show(figureId, figure, typed, keep, closed) {
    this.#figureId = figureId;
    this.#removedId = null;
    this.#seen = figureId && figure;
    this.#keep = keep;
    this.#closed = closed;
    this.#done = false;
    this.#showNew(figureId === null);
    for (const field of FIELDS) this.#form.elements[field].value = figure[field];
    this.#shown = figureId ? this.#values : {};
    for (const [field, value] of Object.entries(typed)) this.#form.elements[field].value = value;
    this.#say("label-error", "");
    this.#say("form-error", "");
    this.#say("form-note", "");
    this.#form.elements.label.removeAttribute("aria-invalid");
    this.#showValues();
    if (Object.keys(typed).length) this.remember();
    if (!this.open) this.#dialog.showModal();
    this.#form.elements.label.focus();
    this.#form.elements.label.select();
  }

  /** The other person edits the same figure, or has changed it. */
  note(text) {
    this.#say("form-note", text);
  }

  /** Shows why the input was not saved. */
  refuse(text) {
    this.#say("form-error", text);
  }

  /** The figure has changed: untouched members follow. @returns {string[]} the members that both have changed */
  follow(figure) {
    const changed = this.#changed;
    const moved = FIELDS.filter((field) => figure[field] !== this.#seen[field]);
    for (const field of moved) if (!(field in changed)) this.#form.elements[field].value = figure[field];
    this.#seen = figure;
    this.#shown = { ...this.#values, ...Object.fromEntries(Object.keys(changed).map((field) => [field, figure[field]])) };
    this.#showValues();
    return moved.filter((field) => field in changed && changed[field] !== figure[field]);
  }

  /** The figure was removed; the input can be placed as a new one. */
  removed() {
    this.#removedId = this.#figureId;
    this.#figureId = null;
    this.#showNew(true);
  }

  /** It was restored: the input edits it again, and does not place a second one. @returns {string[]} as {@link follow} */
  returned(figure) {
    this.#figureId = this.#removedId;
    this.#removedId = null;
    this.#showNew(false);
    return this.follow(figure);
  }

  #submit(event) {
    event.preventDefault();
    if (!checkLabel(this.#form.elements.label, this.#part("label-error"))) return;
    const changed = this.#changed;
    const expected = Object.fromEntries(Object.keys(changed).map((field) => [field, this.#seen?.[field]]));
    const refused = this.#keep({ figureId: this.#figureId, figure: this.#values, changed, expected });
    this.refuse(refused);
    if (refused) return;
    this.forget();
    this.#dialog.close();
  }

  get #values() {
    const { label, kind, colour, size } = this.#form.elements;
    return { label: labelOf(label.value), kind: kind.value, colour: colour.value, size: Number(size.value) };
  }

  get #changed() {
    return Object.fromEntries(Object.entries(this.#values).filter(([field, value]) => value !== this.#shown[field]));
  }

  #showNew(isNew) {
    this.#part("form-title").textContent = message(isNew ? "form.title.new" : "form.title.edit");
    this.#part("form-keep").textContent = message(isNew ? "form.place" : "form.keep");
  }

  #say(part, text) {
    this.#part(part).textContent = text;
    this.#part(part).hidden = !text;
  }

  #showValues() {
    const { colour, size } = this.#form.elements;
    this.#part("size-value").textContent = `${Math.round(size.value * 100)}%`;
    this.#part("kinds").dataset.colour = colour.value;
  }

  #part(name) {
    return this.#dialog.querySelector(`#figure-${name}`);
  }
}

function kindChoice(kind) {
  const radio = html("input", { type: "radio", name: "kind", value: kind });
  const word = html("span", { class: "choice-word" }, message(`field.kind.${kind}`));
  return html("label", { class: "choice" }, radio, figureIcon(kind, { size: 38 }), word);
}

function colourChoice(colour) {
  const radio = html("input", {
    type: "radio",
    name: "colour",
    value: colour,
    "aria-label": message(`field.colour.${colour}`),
  });
  const swatch = html("span", { class: "swatch", "data-colour": colour, title: message(`field.colour.${colour}`) });
  return html("label", { class: "choice" }, radio, swatch);
}
