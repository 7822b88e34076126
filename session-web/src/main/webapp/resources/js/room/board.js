/** The field with its controls: tools, list, undo, and the connection to the server through the sync. */
import { Constellation, placing, Refusal } from "../constellation/constellation.js";
import { Field } from "../constellation/field.js";
import { FigureEditing, rarestColour } from "../constellation/figure-editing.js";
import { History } from "../constellation/history.js";
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
const MOVES = { left: [-STEP, 0], right: [STEP, 0], up: [0, -STEP], down: [0, STEP] };

const byId = (id) => document.getElementById(id);

export class Board {
  /** The actions of the buttons around the field, by the name in their data-act. */
  acts = {
    add: () => this.#editing.add(),
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
  #quickBar;
  #palette;
  #editing;
  #before = new Constellation();

  constructor({ sync, send, people, toast, announcer, work }) {
    this.#sync = sync;
    this.#send = send;
    this.#people = people;
    this.#toast = toast;
    this.#announcer = announcer;
    const actions = {
      submit: (change) => this.#submit(change),
      preview: (place) => this.#send({ type: "preview", ...place }),
      release: (figureId) => this.#send({ type: "release", figureId }),
      edit: (figureId) => this.#editing.edit(figureId),
      remove: (figureId) => this.#remove(figureId),
      person: (participantId) => people.person(participantId),
      heldByOther: (figureId) => this.#sayHeld(figureId),
      holdChanged: (figureId) => this.#editing.noteEditor(figureId),
      selected: (figureId) => this.#list?.open(figureId),
    };
    this.#field = new Field(byId("field"), actions);
    this.#pointing = new Pointing(byId("field"), this.#field, (place) => this.#send({ type: "point", ...place }));
    this.#quickBar = new QuickBar(byId("quick-bar"), this.#field, actions);
    this.#palette = new Palette(byId("tools"), this.#field, {
      place: (kind, place) => this.#place(kind, place),
      hint: (kind) => this.#toast.show(message("field.placeHint", message(`field.kind.${kind}`))),
    });
    this.#editing = new FigureEditing({
      field: this.#field,
      sync,
      send,
      people,
      work,
      attempt: (change, expected) => this.#attempt(change, expected, true),
      labelClosed: () => this.#showView(),
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
    const changed = this.#field.mayChange !== mayChange;
    this.#field.rights(mayChange, own);
    if (changed) this.#editing.rights(mayChange);
    this.#list?.rights(mayChange);
    if (!mayChange) this.#palette.arm(null);
    this.#editing.resumeRefused();
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
      this.#editing.followChange(change, field, by);
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
    this.#editing.follow(field, changes);
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
    if (!typed || !this.#field.mayChange) this.#toast.show(words);
    if (typed) this.#editing.refused(change, words);
    this.#editing.resumeRefused();
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
    this.#editing.resume();
  }

  /** A new figure is shown at once; its label is edited in place, or stays empty. */
  #place(kind, place) {
    if (!this.#field.mayChange) return;
    this.#showPalette(false);
    const figureId = crypto.randomUUID();
    const figure = { figureId, kind, label: "", colour: rarestColour(this.#sync.field.figures), size: 1, ...place, facing: 0 };
    if (!this.#submit(placing(figure))) return;
    this.#field.focus(figureId);
    this.#editing.label(figureId);
    this.#showView();
  }

  #showPalette(open) {
    byId("tools").classList.toggle("open", open);
    byId("control-add").setAttribute("aria-expanded", String(open));
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
    else if (act === "edit") this.#editing.edit(figureId);
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

  #sayHeld(figureId) {
    this.#toast.show(message("field.held", this.#field.hold(figureId).name, nameOf(this.#field.figure(figureId))));
  }

  #showView() {
    byId("zoom").textContent = `${Math.round(this.#field.zoom * 100)}%`;
    this.#quickBar.place(!this.#editing.labelled && !this.#field.awaitsPlace);
    this.#editing.placeLabel();
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
