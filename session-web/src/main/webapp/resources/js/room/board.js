/** The field with all around it: tools, list, form, undo, and its way to the server through the sync. */
import { Constellation, COLOURS, KINDS, placing, Refusal, toTenth } from "../constellation/constellation.js";
import { Field } from "../constellation/field.js";
import { FigureForm } from "../constellation/figure-form.js";
import { figureIcon } from "../constellation/figures.js";
import { History } from "../constellation/history.js";
import { QuickBar } from "../constellation/quick-bar.js";
import { nameOf } from "../constellation/words.js";
import { message } from "../messages.js";
import { html } from "../svg.js";

const ZOOM_STEP = 1.25;
const STEP = 10;
const TURN = 15;
const MOVES = { left: [-STEP, 0], right: [STEP, 0], up: [0, -STEP], down: [0, STEP] };

const byId = (id) => document.getElementById(id);

export class Board {
  /** What buttons around the field do, by the name in their data-act. */
  acts = {
    add: () => this.#add(KINDS[0]),
    undo: () => this.#undo("undo"),
    redo: () => this.#undo("redo"),
    fit: () => this.#field.fit(),
    "zoom-in": () => this.#field.zoomBy(ZOOM_STEP),
    "zoom-out": () => this.#field.zoomBy(1 / ZOOM_STEP),
  };
  /** What a list of the figures can do with them. */
  listActions = {
    act: (act, figureId) => this.#actOnFigure(act, figureId),
    holderName: (figureId) => this.#holderName(figureId),
    choose: (figureId) => this.#field.select(figureId),
  };
  #sync;
  #send;
  #people;
  #toast;
  #announcer;
  #history = new History();
  #field;
  #list = null;
  #form = new FigureForm(byId("figure-form"));
  #quickBar;
  #before = new Constellation();

  constructor({ sync, send, people, toast, announcer }) {
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
      selected: (figureId) => this.#list?.open(figureId),
    };
    this.#field = new Field(byId("field"), actions);
    this.#quickBar = new QuickBar(byId("quick-bar"), this.#field, actions);
    this.#field.onViewChange(() => this.#showView());
    byId("tools").append(...KINDS.map((kind) => this.#tool(kind)));
    sync.addEventListener("update", ({ detail }) => this.#update(detail));
    sync.addEventListener("refused", ({ detail }) => this.#refused(detail));
    document.addEventListener("keydown", (event) => this.#shortcut(event));
  }

  /** Whether something is still in this person's hand, and so not yet a change. */
  get inHand() {
    return Boolean(this.#field.grip.figureId);
  }

  rights(mayChange, own) {
    this.#field.rights(mayChange, own);
    this.#list?.rights(mayChange);
    for (const id of ["tools", "history", "control-add", "control-undo"]) {
      if (byId(id)) byId(id).hidden = !mayChange;
    }
    this.#showEmpty();
  }

  /** The list that is in sight, or null; it follows the field only as long as somebody can see it. */
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

  release(frame) {
    this.#field.holds.release(frame);
  }

  /** The other is gone, or the line is: their hand is off everything. */
  letGoAll() {
    this.#field.holds.endAll();
  }

  #update({ field, changes }) {
    for (const { change, by, own } of changes) {
      if (own) continue;
      this.#field.holds.settle(change.figureId, by);
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
  }

  #submit(change) {
    const before = this.#sync.field;
    this.#toast.clear();
    try {
      const changeId = this.#sync.submit(change);
      this.#history.record(changeId, change, before, this.#sync.field);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#toast.show(message(`rejection.${refusal.code}`));
      return false;
    }
    this.#showHistory();
    return true;
  }

  #refused({ changeId, code, detail }) {
    this.#history.refused(changeId);
    this.#toast.show(code === "STALE" ? message("undo.stale") : detail || message(`rejection.${code}`));
    this.#showHistory();
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

  async #add(kind) {
    if (!this.#field.mayChange) return;
    const place = this.#field.freePlace();
    const answer = await this.#form.ask({ label: "", kind, colour: this.#rarestColour(), size: 1 }, true);
    if (!answer) return;
    const figureId = crypto.randomUUID();
    const figure = { figureId, ...answer, x: toTenth(place.x), y: toTenth(place.y), facing: 0 };
    if (this.#submit(placing(figure))) this.#field.focus(figureId);
  }

  async #edit(figureId) {
    const figure = this.#field.figure(figureId);
    if (!figure || !this.#field.mayTake(figureId)) return;
    const answer = await this.#form.ask(figure, false);
    if (!answer || Object.entries(answer).every(([field, value]) => figure[field] === value)) return;
    const { kind: figureKind, ...look } = answer;
    this.#submit({ kind: "FigureEdited", figureId, figureKind, ...look });
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
    else if (act === "remove") this.#remove(figureId);
    else if (act === "show") this.#field.focus(figureId);
  }

  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.closest("dialog, input, textarea")) return;
    const key = event.key.toLowerCase();
    const way = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!way) return;
    event.preventDefault();
    this.#undo(way);
  }

  #tool(kind) {
    const words = message("field.addKind", message(`field.kind.${kind}`));
    const button = html("button", {
      type: "button",
      class: "button ghost icon-only",
      "aria-label": words,
      title: words,
    });
    button.append(figureIcon(kind, { size: 26 }));
    button.addEventListener("click", () => this.#add(kind));
    return button;
  }

  #rarestColour() {
    const figures = this.#sync.field.figures;
    const count = (colour) => figures.filter((figure) => figure.colour === colour).length;
    return COLOURS.reduce((rarest, colour) => (count(colour) < count(rarest) ? colour : rarest));
  }

  #holderName(figureId) {
    const by = this.#field.holds.holder(figureId);
    return by ? this.#people.person(by).name : null;
  }

  #sayHeld(figureId) {
    this.#toast.show(message("field.held", this.#holderName(figureId), nameOf(this.#field.figure(figureId))));
  }

  #showView() {
    byId("zoom").textContent = `${Math.round(this.#field.zoom * 100)}%`;
    this.#quickBar.place();
  }

  #showHistory() {
    for (const button of document.querySelectorAll('[data-act="undo"]')) button.disabled = !this.#history.canUndo;
    for (const button of document.querySelectorAll('[data-act="redo"]')) button.disabled = !this.#history.canRedo;
  }

  #showEmpty() {
    byId("empty").hidden = this.#sync.field.size > 0 || !this.#sync.live;
    byId("empty-text").textContent = message(this.#field.mayChange ? "field.empty.text" : "field.empty.look");
    byId("empty").querySelector("button").hidden = !this.#field.mayChange;
  }
}
