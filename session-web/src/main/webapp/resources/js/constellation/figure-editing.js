/**
 * What a person writes about a figure, in the form or in its place on the field, and what happens to the figure meanwhile. Refused
 * input returns to the form.
 */
import { message } from "../shared/messages.js";
import { COLOURS, editing, KINDS, look, placing } from "./constellation.js";
import { FigureForm } from "./figure-form.js";
import { LabelEditor } from "./label-editor.js";

/** How often the other page is notified that a figure is being edited, in ms. */
const TELL = 1000;

const byId = (id) => document.getElementById(id);

export class FigureEditing {
  #field;
  #sync;
  #send;
  #people;
  #attempt;
  #showClosedLabel;
  #form;
  #label;
  #edited = null;
  #telling = null;
  /** Refused input that waits for the form. */
  #refusedWork = [];

  /**
   * @param {(change, expected?) => string} attempt submits what was written; returns why the rules do not allow it, or nothing
   * @param {() => void} labelClosed
   */
  constructor({ field, sync, send, people, work, attempt, labelClosed }) {
    this.#field = field;
    this.#sync = sync;
    this.#send = send;
    this.#people = people;
    this.#attempt = attempt;
    this.#showClosedLabel = labelClosed;
    this.#form = new FigureForm(byId("figure-form"), work);
    this.#label = new LabelEditor(byId("label-editor"), field, {
      keep: (figureId, label, before) => this.#keepLabel(figureId, label, before),
      typed: (figureId, label) => this.#form.remember(figureId, { label }, ["label"]),
      closed: () => this.#labelClosed(),
    });
  }

  /** Restores the form that was open when the page was left. */
  resume() {
    const draft = this.#form.draft;
    if (!draft) return;
    const { figureId, figure, touched = Object.keys(figure) } = draft;
    if (!this.#field.figure(figureId)) this.#showForm(null, {}, figure);
    else this.#showForm(figureId, this.#field.figure(figureId), Object.fromEntries(touched.map((field) => [field, figure[field]])));
    if (figureId && !this.#form.figureId) this.#form.note(message("form.removed", this.#otherName));
    else if (this.#form.drafts > 1) this.#form.note(message("form.begun", this.#form.drafts));
  }

  /** Opens the form for a new figure. */
  add() {
    if (this.#field.mayChange) this.#showForm(null, {});
  }

  /** Opens the form for a figure that nobody else holds. */
  edit(figureId) {
    const figure = this.#field.figure(figureId);
    if (figure && this.#field.mayTake(figureId)) this.#showForm(figureId, figure);
  }

  /** Lets the person write the label of a new figure in its place. */
  label(figureId) {
    this.#label.show(figureId);
    this.#tellEditing(figureId);
  }

  /** The figure whose label is being written, if any. */
  get labelled() {
    return this.#label.figureId;
  }

  /** After the view of the field has changed. */
  placeLabel() {
    this.#label.place();
  }

  /** Another person's change. */
  followChange(change, field, by) {
    if (change.figureId === this.#form.figureId) this.#followForm(change, field, by);
  }

  /** @param {object[]} changes none with a new snapshot, which does not say what has changed, nor by whom */
  follow(field, changes) {
    if (this.#label.figureId && !field.figure(this.#label.figureId)) this.#labelLost();
    if (this.#form.figureId && !changes.length) this.#followForm({}, field, null);
    if (field.figure(this.#form.removedId)) this.#returnToForm(field.figure(this.#form.removedId));
  }

  /** The hold of a figure has changed: says who else edits the figure in the form. */
  noteEditor(figureId) {
    const hold = this.#field.hold(figureId);
    if (figureId === this.#form.figureId && hold?.editing) this.#form.note(message("form.other", hold.name));
  }

  /** The right to change the field was taken away, or given back: the form says so at once, and keeps what was typed. */
  rights(mayChange) {
    if (this.#form.open) this.#form.refuse(mayChange ? "" : message("rejection.NOT_ALLOWED"));
  }

  /** The server refused input of the form or of the label; it waits for the form. */
  refused(change, words) {
    this.#refusedWork.push({ change, words });
  }

  /** Opens the form again with refused input and the reason. */
  resumeRefused() {
    if (!this.#refusedWork.length || this.#form.open || !this.#field.mayChange) return;
    const { change, words } = this.#refusedWork.shift();
    const { figureId, x, y, facing } = change;
    const figure = this.#field.figure(figureId);
    this.#showForm(figure ? figureId : null, figure ?? { x, y, facing }, look(change));
    this.#form.refuse(words);
  }

  #showForm(figureId, { x, y, facing, ...figure }, typed = {}) {
    const start = { label: "", kind: KINDS[0], colour: rarestColour(this.#sync.field.figures), size: 1, ...figure };
    const place = x === undefined ? this.#field.freePlace() : { x, y };
    const keep = (answer) => this.#keep(answer, { ...place, facing: facing ?? 0 });
    this.#form.show(figureId, start, typed, keep, (more) => this.#formClosed(more));
    this.#tellEditing(figureId);
    if (figureId) this.noteEditor(figureId);
  }

  /** @returns {string} why it cannot be saved, or nothing */
  #keep({ figureId, figure, changed, expected }, place) {
    if (!this.#field.mayChange) return message("rejection.NOT_ALLOWED");
    if (figureId) return Object.keys(changed).length ? this.#attempt(editing(figureId, changed), expected) : "";
    const placed = crypto.randomUUID();
    const refused = this.#attempt(placing({ figureId: placed, ...figure, ...place }));
    if (!refused) this.#field.select(placed);
    return refused;
  }

  #formClosed(more) {
    this.#tellEditing(null);
    if (more) this.resume();
    this.resumeRefused();
  }

  /** The figure in the form has changed, or was removed. */
  #followForm(change, field, by) {
    const name = by ? this.#people.person(by).name : this.#otherName;
    const figure = field.figure(this.#form.figureId);
    if (!figure) {
      this.#form.removed();
      this.#tellEditing(null);
      this.#form.note(message("form.removed", name));
      return;
    }
    const both = this.#form.follow(figure);
    if (both.length) this.#form.note(message("form.both", name, both.map((part) => message(`form.${part}`)).join(", ")));
    else if (change.kind === "FigureEdited") this.#form.note(message("form.other", name));
  }

  /** The figure that was removed while it was in the form is restored. */
  #returnToForm(figure) {
    const both = this.#form.returned(figure);
    const parts = both.map((part) => message(`form.${part}`)).join(", ");
    this.#form.note(both.length ? message("form.both", this.#otherName, parts) : message("form.returned"));
    this.#tellEditing(this.#form.figureId);
  }

  get #otherName() {
    return this.#people.otherName(this.#people.you?.role);
  }

  /** Notifies the other page which figure is being edited, until none is. */
  #tellEditing(figureId) {
    clearInterval(this.#telling);
    if (this.#edited) this.#send({ type: "release", figureId: this.#edited });
    this.#edited = figureId;
    if (!figureId) return;
    const tell = () => {
      const { x, y, facing } = this.#field.figure(figureId) ?? {};
      if (facing !== undefined && this.#field.mayChange) this.#send({ type: "preview", figureId, x, y, facing, editing: true });
    };
    tell();
    this.#telling = setInterval(tell, TELL);
  }

  #keepLabel(figureId, label, before) {
    if (!this.#field.mayChange) return message("rejection.NOT_ALLOWED");
    return this.#attempt(editing(figureId, { label }), { label: before });
  }

  #labelClosed() {
    this.#form.forget();
    this.#tellEditing(null);
    this.#showClosedLabel();
  }

  /** The figure was removed while its label was edited: the input continues in the form. */
  #labelLost() {
    const { typed, figure, figureId } = this.#label;
    this.#label.close();
    if (!typed) return;
    this.#showForm(figureId, figure, { label: typed });
    this.#form.removed();
    this.#tellEditing(null);
    this.#form.note(message("form.removed", this.#otherName));
  }
}

/** The colour that the fewest figures have. */
export function rarestColour(figures) {
  const count = (colour) => figures.filter((figure) => figure.colour === colour).length;
  return COLOURS.reduce((rarest, colour) => (count(colour) < count(rarest) ? colour : rarest));
}
