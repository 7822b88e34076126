/** The field with its controls: tools, list, form, undo, and the connection to the server through the sync. */
import { Constellation, COLOURS, editing, KINDS, look, placing, Refusal } from "../constellation/constellation.js";
import { Field } from "../constellation/field.js";
import { FigureForm } from "../constellation/figure-form.js";
import { History } from "../constellation/history.js";
import { LabelEditor } from "../constellation/label-editor.js";
import { Palette } from "../constellation/palette.js";
import { Pointing } from "../constellation/pointing.js";
import { QuickBar } from "../constellation/quick-bar.js";
import { nameOf } from "../constellation/words.js";
import { message } from "../shared/messages.js";

const ZOOM_STEP = 1.25;
const STEP = 10;
const TURN = 15;
/** Closer to a figure than this, in field pixels, pointing means the figure. */
const NEAR = 60;
/** How often the other page is notified that a figure is being edited. */
const TELL = 1000;
const MOVES = { left: [-STEP, 0], right: [STEP, 0], up: [0, -STEP], down: [0, STEP] };

const byId = (id) => document.getElementById(id);

export class Board {
  /** The actions of the buttons around the field, by the name in their data-act. */
  acts = {
    add: () => this.#add(),
    first: () => this.#place("NEUTRAL", this.#field.freePlace()),
    palette: () => this.#showPalette(byId("tools").classList.toggle("open")),
    undo: () => this.#undo("undo"),
    redo: () => this.#undo("redo"),
    fit: () => this.#field.fit(),
    point: () => this.#point(!this.#pointing.on),
    "zoom-in": () => this.#field.zoomBy(ZOOM_STEP),
    "zoom-out": () => this.#field.zoomBy(1 / ZOOM_STEP),
  };
  /** The actions for a list of the figures. */
  listActions = {
    act: (act, figureId) => this.#actOnFigure(act, figureId),
    hold: (figureId) => this.#field.hold(figureId),
    choose: (figureId) => this.#field.select(figureId),
  };
  #sync;
  #send;
  #people;
  #toast;
  #announcer;
  #history = new History();
  #field;
  #pointing;
  #pointedAt;
  #list = null;
  #form;
  #quickBar;
  #palette;
  #label;
  #before = new Constellation();
  #edited = null;
  #telling = null;
  /** Refused input that waits for the form. */
  #refusedWork = [];

  constructor({ sync, send, people, toast, announcer, work }) {
    this.#form = new FigureForm(byId("figure-form"), work);
    this.#sync = sync;
    this.#send = send;
    this.#people = people;
    this.#toast = toast;
    this.#announcer = announcer;
    const actions = {
      submit: (change) => this.#submit(change),
      preview: (place) => this.#send({ type: "preview", ...place }),
      release: (figureId) => this.#send({ type: "release", figureId }),
      edit: (figureId) => this.#edit(figureId),
      remove: (figureId) => this.#remove(figureId),
      person: (participantId) => people.person(participantId),
      heldByOther: (figureId) => this.#sayHeld(figureId),
      holdChanged: (figureId) => this.#noteEditor(figureId),
      selected: (figureId) => this.#list?.open(figureId),
    };
    this.#field = new Field(byId("field"), actions);
    this.#pointing = new Pointing(byId("field"), this.#field, (place) => this.#send({ type: "point", ...place }));
    this.#quickBar = new QuickBar(byId("quick-bar"), this.#field, actions);
    this.#palette = new Palette(byId("tools"), this.#field, {
      place: (kind, place) => this.#place(kind, place),
      hint: (kind) => this.#toast.show(message("field.placeHint", message(`field.kind.${kind}`))),
    });
    this.#label = new LabelEditor(byId("label-editor"), this.#field, {
      keep: (figureId, label, before) => this.#keepLabel(figureId, label, before),
      typed: (figureId, label) => this.#form.remember(figureId, { label }, ["label"]),
      closed: () => this.#labelClosed(),
    });
    this.#field.onViewChange(() => this.#showView());
    sync.addEventListener("update", ({ detail }) => this.#update(detail));
    sync.addEventListener("refused", ({ detail }) => this.#refused(detail));
    document.addEventListener("keydown", (event) => this.#shortcut(event));
  }

  /** Whether a figure is held, with a change that was not submitted yet. */
  get inHand() {
    return Boolean(this.#field.grip.figureId);
  }

  rights(mayChange, own) {
    this.#field.rights(mayChange, own);
    this.#list?.rights(mayChange);
    if (!mayChange) this.#palette.arm(null);
    this.#resumeRefused();
    for (const id of ["tools", "history", "control-add", "control-undo"]) {
      if (byId(id)) byId(id).hidden = !mayChange;
    }
    this.#showEmpty();
  }

  /** The visible list, or null; it is updated only while visible. */
  showList(list) {
    this.#list = list;
    if (!list) return;
    list.rights(this.#field.mayChange);
    list.open(this.#field.selected);
    list.render(this.#sync.field.figures);
  }

  preview(frame) {
    this.#field.otherHolds(frame);
  }

  /** The other person points at a position: it is shown, and screen readers get the name of the figure there. */
  point(frame) {
    const { name, role } = this.#people.person(frame.by);
    this.#pointing.show(frame, role);
    const figure = this.#sync.field.figures.find(({ x, y }) => Math.hypot(x - frame.x, y - frame.y) < NEAR);
    if (figure?.figureId === this.#pointedAt) return;
    this.#pointedAt = figure?.figureId;
    if (figure) this.#announcer.say(message("field.pointsAt", name, nameOf(figure)), "point");
  }

  #point(on) {
    this.#pointing.on = on;
    byId("point").setAttribute("aria-pressed", String(on));
    this.#announcer.say(message(on ? "field.point.on" : "field.point.off"), "point");
  }

  release(frame) {
    this.#field.holds.release(frame);
  }

  /** The other person or the connection is gone: ends all of their holds. */
  letGoAll() {
    this.#field.holds.endAll();
    this.#pointing.hide();
  }

  #update({ field, changes }) {
    for (const { change, by, own } of changes) {
      if (own) continue;
      this.#field.holds.settle(change.figureId, by);
      if (change.figureId === this.#form.figureId) this.#followForm(change, field, by);
      const { name } = this.#people.person(by);
      const figure = field.figure(change.figureId) ?? this.#before.figure(change.figureId);
      if (name && figure && by !== this.#people.you?.participantId) {
        this.#announcer.say(message(`announce.${change.kind}`, name, nameOf(figure)), change.figureId);
      }
    }
    this.#before = field;
    this.#field.render(field);
    this.#list?.render(field.figures);
    this.#showEmpty();
    if (this.#label.figureId && !field.figure(this.#label.figureId)) this.#labelLost();
    // A new snapshot does not say what has changed, nor by whom.
    if (this.#form.figureId && !changes.length) this.#followForm({}, field, null);
    if (field.figure(this.#form.removedId)) this.#returnToForm(field.figure(this.#form.removedId));
  }

  #submit(change) {
    const refused = this.#attempt(change);
    if (refused) this.#toast.show(refused);
    return !refused;
  }

  /** @returns {string} why the rules do not allow it, or nothing */
  #attempt(change, expected, typed) {
    const before = this.#sync.field;
    this.#toast.clear();
    try {
      const changeId = this.#sync.submit(change, expected, typed);
      this.#history.record(changeId, change, before, this.#sync.field);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return message(`rejection.${refusal.code}`);
    }
    this.#showHistory();
    return "";
  }

  #refused({ changeId, change, typed, code, detail }) {
    this.#history.refused(changeId);
    this.#showHistory();
    const stale = code === "STALE" && message(typed ? "form.stale" : "undo.stale");
    const words = stale || detail || message(`rejection.${code}`);
    if (typed) this.#refusedWork.push({ change, words });
    if (!typed || !this.#field.mayChange) this.#toast.show(words);
    this.#resumeRefused();
  }

  /** Opens the form again with refused input and the reason. */
  #resumeRefused() {
    if (!this.#refusedWork.length || this.#form.open || !this.#field.mayChange) return;
    const { change, words } = this.#refusedWork.shift();
    const { figureId, x, y, facing } = change;
    const figure = this.#field.figure(figureId);
    this.#showForm(figure ? figureId : null, figure ?? { x, y, facing }, look(change));
    this.#form.refuse(words);
  }

  #undo(way) {
    if (!this.#field.mayChange) return;
    this.#field.grip.drop();
    this.#toast.clear();
    try {
      const step = this.#history[way](this.#sync.field, (change, expected) => this.#sync.submit(change, expected));
      if (step?.skipped) this.#toast.show(message("undo.skipped", nameOf(step.figure)));
      else if (step) this.#announcer.say(message(`announce.${way}`, nameOf(step.figure)));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#toast.show(message(`rejection.${refusal.code}`));
    }
    this.#showHistory();
  }

  /** Restores the form that was open when the page was left. */
  resumeForm() {
    const draft = this.#form.draft;
    if (!draft) return;
    const { figureId, figure, touched = Object.keys(figure) } = draft;
    if (!this.#field.figure(figureId)) this.#showForm(null, {}, figure);
    else this.#showForm(figureId, this.#field.figure(figureId), Object.fromEntries(touched.map((field) => [field, figure[field]])));
    if (figureId && !this.#form.figureId) this.#form.note(message("form.removed", this.#otherName));
  }

  #add() {
    if (this.#field.mayChange) this.#showForm(null, {});
  }

  /** A new figure is shown at once; its label is edited in place, or stays empty. */
  #place(kind, place) {
    if (!this.#field.mayChange) return;
    this.#showPalette(false);
    const figureId = crypto.randomUUID();
    const figure = { figureId, kind, label: "", colour: this.#rarestColour(), size: 1, ...place, facing: 0 };
    if (!this.#submit(placing(figure))) return;
    this.#field.focus(figureId);
    this.#label.show(figureId);
    this.#tellEditing(figureId);
    this.#showView();
  }

  #keepLabel(figureId, label, before) {
    if (!this.#field.mayChange) return message("rejection.NOT_ALLOWED");
    return this.#attempt(editing(figureId, { label }), { label: before }, true);
  }

  #labelClosed() {
    this.#form.forget();
    this.#tellEditing(null);
    this.#showView();
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

  #showPalette(open) {
    byId("tools").classList.toggle("open", open);
    byId("control-add").setAttribute("aria-expanded", String(open));
  }

  #edit(figureId) {
    const figure = this.#field.figure(figureId);
    if (figure && this.#field.mayTake(figureId)) this.#showForm(figureId, figure);
  }

  #showForm(figureId, { x, y, facing, ...figure }, typed = {}) {
    const start = { label: "", kind: KINDS[0], colour: this.#rarestColour(), size: 1, ...figure };
    const place = x === undefined ? this.#field.freePlace() : { x, y };
    const keep = (answer) => this.#keep(answer, { ...place, facing: facing ?? 0 });
    this.#form.show(figureId, start, typed, keep, () => this.#formClosed());
    this.#tellEditing(figureId);
    if (figureId) this.#noteEditor(figureId);
  }

  /** @returns {string} why it cannot be saved, or nothing */
  #keep({ figureId, figure, changed, expected }, place) {
    if (!this.#field.mayChange) return message("rejection.NOT_ALLOWED");
    if (figureId) return Object.keys(changed).length ? this.#attempt(editing(figureId, changed), expected, true) : "";
    const placed = crypto.randomUUID();
    const refused = this.#attempt(placing({ figureId: placed, ...figure, ...place }), undefined, true);
    if (!refused) this.#field.select(placed);
    return refused;
  }

  #formClosed() {
    this.#tellEditing(null);
    this.#resumeRefused();
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

  #noteEditor(figureId) {
    const hold = this.#field.hold(figureId);
    if (figureId === this.#form.figureId && hold?.editing) this.#form.note(message("form.other", hold.name));
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

  #remove(figureId) {
    const figure = this.#field.figure(figureId);
    if (!figure || !this.#field.mayTake(figureId)) return;
    if (!this.#submit({ kind: "FigureRemoved", figureId })) return;
    const undo = { text: message("field.undo"), run: () => this.#undo("undo") };
    this.#toast.show(message("field.removed", nameOf(figure)), undo);
  }

  #actOnFigure(act, figureId) {
    const figure = this.#field.figure(figureId);
    if (MOVES[act]) {
      if (!this.#field.grip.take(figureId)) return;
      const [x, y] = MOVES[act];
      this.#field.grip.moveTo(figure.x + x, figure.y + y);
      this.#field.grip.drop();
    } else if (act === "turn-left") this.#field.turnBy(figureId, -TURN);
    else if (act === "turn-right") this.#field.turnBy(figureId, TURN);
    else if (act === "edit") this.#edit(figureId);
    else if (act === "remove") {
      // The bar disappears with its figure; the field determines the next focus.
      if (byId("quick-bar").contains(document.activeElement)) this.#field.focus(figureId);
      this.#remove(figureId);
    } else if (act === "show") this.#field.focus(figureId);
  }

  #shortcut(event) {
    if (event.key === "Escape" && this.#pointing.on) this.#point(false);
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("dialog, .ui-dialog, input, textarea")) return;
    const key = event.key.toLowerCase();
    const way = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!way) return;
    event.preventDefault();
    this.#undo(way);
  }

  #rarestColour() {
    const figures = this.#sync.field.figures;
    const count = (colour) => figures.filter((figure) => figure.colour === colour).length;
    return COLOURS.reduce((rarest, colour) => (count(colour) < count(rarest) ? colour : rarest));
  }

  #sayHeld(figureId) {
    this.#toast.show(message("field.held", this.#field.hold(figureId).name, nameOf(this.#field.figure(figureId))));
  }

  #showView() {
    byId("zoom").textContent = `${Math.round(this.#field.zoom * 100)}%`;
    this.#quickBar.place(!this.#label.figureId);
    this.#label.place();
  }

  #showHistory() {
    const may = { undo: this.#history.canUndo, redo: this.#history.canRedo };
    const focused = document.activeElement?.dataset.act;
    for (const [way, can] of Object.entries(may)) {
      for (const button of document.querySelectorAll(`[data-act="${way}"]`)) button.disabled = !can;
    }
    // A disabled button loses the focus, so the other direction gets it.
    if (may[focused] === false) {
      const other = focused === "undo" ? "redo" : "undo";
      document.querySelector(`[data-act="${other}"]:enabled`)?.focus();
    }
  }

  #showEmpty() {
    byId("empty").hidden = this.#sync.field.size > 0 || !this.#sync.live;
    byId("empty-text").textContent = message(this.#field.mayChange ? "field.empty.text" : "field.empty.look");
    byId("empty").querySelector("button").hidden = !this.#field.mayChange;
  }
}
