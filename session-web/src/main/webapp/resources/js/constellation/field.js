/**
 * The field as an interactive picture. It shows a constellation, requests changes through `actions`, and itself stores
 * only the selection, the hold and the view.
 *
 * actions: submit(change), preview({figureId, x, y, facing}), release(figureId), edit(figureId), remove(figureId),
 * person(participantId) → {name, role}, heldByOther(figureId), holdChanged(figureId), selected(figureId).
 */
import { svg } from "../shared/svg.js";
import { Camera } from "./camera.js";
import { Constellation, LIMITS, toFacing, toPlace } from "./constellation.js";
import { followKeys } from "./field-keys.js";
import { followPointers } from "./field-pointers.js";
import { coversOf } from "./covers.js";
import { figureDefinitions } from "./figures.js";
import { FigureView } from "./figure-view.js";
import { boxAt, freePoint } from "./free-space.js";
import { Grip } from "./grip.js";
import { Holds } from "./holds.js";
import { Motion } from "./motion.js";
import { figureInWords } from "./words.js";

/** As in field.css and frame.css. */
const NARROW_WINDOW = matchMedia("(max-width: 639px)");
const SETTLE = 320;
/** A little more than the interval of previews, so that a figure moves smoothly under the other person's hand. */
const FOLLOW = 90;
/** Descriptions compare each figure with all others, so a burst of changes is described once. */
const DESCRIBE_AFTER = 150;
/** The space for a new figure: its body, and the longest label below it, even while it is selected. */
const NEW = Object.freeze({ left: -76, top: -34, right: 76, bottom: 62 });
/** Preferred space, so that it stays free in a small window, too, where figures shrink less than their distances. */
const SPACIOUS = Object.freeze({ left: -110, top: -70, right: 110, bottom: 110 });

export class Field {
  camera = new Camera();
  grip;
  holds = new Holds((figureId, reason) => this.#holdChanged(figureId, reason));
  #svg;
  #actions;
  #constellation = new Constellation();
  #views = new Map();
  #motion = new Motion((figureId, place) => this.#views.get(figureId)?.place(place));
  #selected = null;
  #mayChange = false;
  #own = { name: "", role: "", yields: false };
  #fitted = true;
  #coarse = matchMedia("(pointer: coarse)");
  #world = svg("g", { class: "world" });
  #layer = svg("g", { class: "figures" });
  #viewChanged = () => {};
  #describing = null;
  #placed = null;

  constructor(element, actions) {
    this.#svg = element;
    this.#actions = actions;
    this.grip = new Grip(this, actions);
    const carpet = svg("circle", { class: "carpet", r: LIMITS.carpet });
    this.#world.append(carpet, svg("circle", { class: "carpet-ring", r: LIMITS.carpet * 0.55 }), this.#layer);
    element.append(figureDefinitions(), this.#world);
    followPointers(element, this);
    followKeys(element, this, actions);
    element.addEventListener("focusin", ({ target }) => this.select(target.dataset?.figure ?? this.#selected));
    new ResizeObserver(() => this.#resize()).observe(element);
    this.#coarse.addEventListener("change", () => this.#showCamera());
    this.#resize();
  }

  get constellation() {
    return this.#constellation;
  }

  get selected() {
    return this.#selected;
  }

  get mayChange() {
    return this.#mayChange;
  }

  get zoom() {
    return this.camera.zoom;
  }

  figure(figureId) {
    return this.#constellation.figure(figureId);
  }

  /** Registers a callback for when the selected figure may have moved on the screen, and when the zoom changes. */
  onViewChange(action) {
    this.#viewChanged = action;
  }

  /** Shows the constellation; figures that differ from the picture glide to their position. */
  render(constellation) {
    const first = this.#constellation.size === 0 && constellation.size > 0;
    this.#constellation = constellation;
    for (const [figureId, view] of this.#views) {
      if (!constellation.figure(figureId)) this.#take(figureId, view);
    }
    for (const figure of constellation.figures) {
      const view = this.#views.get(figure.figureId) ?? this.#put(figure);
      if (view.figure !== figure) view.show(figure);
      if (this.grip.figureId !== figure.figureId) this.settle(figure.figureId);
    }
    this.#describing ??= setTimeout(() => this.#describe(), DESCRIBE_AFTER);
    if (first && this.#fitted) this.fit();
    this.#viewChanged();
  }

  /** This person's rights and identity; a person who `yields` releases a figure if both reach for it. */
  rights(mayChange, own) {
    this.#own = own;
    if (this.#mayChange === mayChange) return;
    this.#mayChange = mayChange;
    if (!mayChange) this.grip.cancel();
    this.#svg.classList.toggle("read-only", !mayChange);
    this.#views.get(this.#selected)?.select(true, mayChange);
    this.#viewChanged();
  }

  /** A figure that the other person holds can be taken only by a person who does not yield: the therapist can always take one. */
  mayTake(figureId) {
    if (!this.#mayChange) return false;
    if (this.#own.yields && this.holds.holder(figureId)) {
      this.#actions.heldByOther(figureId);
      return false;
    }
    if (this.holds.holder(figureId)) this.holds.end(figureId);
    return true;
  }

  /** A preview from the other person. In a race the one who yields lets the figure follow the other's hand. */
  otherHolds(preview) {
    if (!this.figure(preview.figureId)) return;
    if (this.grip.figureId === preview.figureId && !preview.editing) {
      if (!this.#own.yields) return;
      this.grip.cancel();
    }
    this.holds.preview(preview);
  }

  select(figureId) {
    const next = this.#views.has(figureId) ? figureId : null;
    if (next === this.#selected) return;
    this.#views.get(this.#selected)?.select(false, false);
    this.#selected = next;
    this.#views.get(next)?.select(true, this.#mayChange);
    this.#actions.selected(next);
    this.#viewChanged();
  }

  focus(figureId) {
    this.#views.get(figureId)?.element.focus({ preventScroll: true });
    this.select(figureId);
  }

  /** Turns by an angle as a separate action. */
  turnBy(figureId, degrees) {
    const figure = this.figure(figureId);
    if (!figure || !this.mayTake(figureId)) return;
    this.#actions.submit({ kind: "FigureTurned", figureId, facing: toFacing(figure.facing + degrees) });
  }

  /** Draws a held figure immediately at a position. */
  showHeld(figureId, place) {
    this.#motion.jump(figureId, place);
    this.#viewChanged();
  }

  /** Lets a figure glide to its position, unless it is there or on its way. */
  settle(figureId) {
    const figure = this.figure(figureId);
    if (!figure) return;
    const held = this.holds.place(figureId);
    const { x, y, facing } = held ?? figure;
    if (this.#motion.aimsAt(figureId, { x, y, facing })) return;
    this.#motion.glide(figureId, { x, y, facing }, held ? FOLLOW : SETTLE);
  }

  gripChanged() {
    const { figureId } = this.grip;
    for (const id of this.#views.keys()) this.#showHold(id);
    this.#svg.classList.toggle("gripping", Boolean(figureId));
    if (figureId) this.#raise(figureId);
    this.#viewChanged();
  }

  /** Keeps the turn handle visible while it is held. */
  showTurning(turning) {
    this.#svg.classList.toggle("turning", turning);
  }

  zoomBy(factor, x, y) {
    this.#fitted = false;
    this.camera.zoomBy(factor, x, y);
    this.#showCamera();
  }

  panBy(x, y) {
    this.#fitted = false;
    this.camera.panBy(x, y);
    this.#showCamera(false);
  }

  fit() {
    this.#fitted = true;
    this.camera.fit(this.#constellation.figures);
    this.#showCamera();
  }

  /** A figure's centre and extent in view pixels, for elements that float beside it; null if it does not exist. */
  inView(figureId = this.#selected) {
    const view = this.#views.get(figureId);
    if (!view) return null;
    const { x, y } = this.#motion.shown(figureId);
    const [left, top] = this.camera.toView(x, y);
    return { left, top, ...view.extent };
  }

  /** The boxes of figures and labels in the view, at their target positions. */
  boxes() {
    return [...this.#views].flatMap(([figureId, view]) => {
      const { x, y } = this.#motion.aim(figureId);
      const middle = this.camera.toView(x, y);
      return view.boxes.map((box) => boxAt(...middle, box));
    });
  }

  /** The boxes of what lies over the field in the view. */
  covers() {
    return coversOf(this.#svg);
  }

  /** The position nearest to the middle of the view where a new figure and its label overlap nothing. */
  freePlace() {
    const { clear, width, height } = this.camera;
    const middle = [(clear.left + clear.right) / 2, (clear.top + clear.bottom) / 2];
    const view = { left: 0, top: 0, right: width, bottom: height };
    const [left, top] = this.camera.toView(-LIMITS.field, -LIMITS.field);
    const [right, bottom] = this.camera.toView(LIMITS.field, LIMITS.field);
    const taken = [...this.covers(), ...this.boxes()];
    const free = (frame, box = NEW) => freePoint(...middle, box, taken, frame);
    const whole = { left, top, right, bottom };
    return this.#placeOf(free(clear, SPACIOUS) ?? free(clear) ?? free(view) ?? free(whole) ?? middle);
  }

  /** The next press on the field places a new figure. @param {(place: {x, y}) => void|null} placed */
  awaitPlace(placed) {
    this.#placed = placed;
    this.#svg.classList.toggle("placing", Boolean(placed));
    this.#viewChanged();
  }

  get awaitsPlace() {
    return this.#placed !== null;
  }

  /** The position for a new figure was pressed, in view pixels. */
  place({ x, y }) {
    this.#placed?.(this.#placeOf([x, y]));
  }

  /** The field position of a point of the window; null if another element is there. */
  placeAt(clientX, clientY) {
    if (!this.#svg.contains(document.elementFromPoint(clientX, clientY))) return null;
    const { left, top } = this.#svg.getBoundingClientRect();
    return this.#placeOf([clientX - left, clientY - top]);
  }

  #placeOf([left, top]) {
    const [x, y] = this.camera.toField(left, top);
    return { x: toPlace(x), y: toPlace(y) };
  }

  #put(figure) {
    const view = new FigureView(figure);
    this.#views.set(figure.figureId, view);
    view.scale(this.camera.zoom, this.#coarse.matches);
    this.#motion.jump(figure.figureId, figure);
    this.#layer.append(view.element);
    this.#describe(figure.figureId);
    return view;
  }

  #take(figureId, view) {
    if (this.grip.figureId === figureId) this.grip.cancel();
    this.holds.end(figureId);
    const next = view.element.nextElementSibling ?? view.element.previousElementSibling;
    const focused = view.element === document.activeElement;
    if (this.#selected === figureId) this.select(null);
    view.element.remove();
    this.#views.delete(figureId);
    this.#motion.forget(figureId);
    if (focused) (next ?? this.#svg).focus({ preventScroll: true });
  }

  #holdChanged(figureId, reason) {
    const view = this.#views.get(figureId);
    if (!view) return;
    this.#showHold(figureId);
    this.#actions.holdChanged(figureId);
    this.#viewChanged();
    if (reason === "held") this.#raise(figureId);
    if (this.grip.figureId !== figureId) this.settle(figureId);
    this.#describe(figureId);
  }

  /** The person who holds or edits it: {name, role, editing}, or null. */
  hold(figureId) {
    const by = this.holds.holder(figureId) ?? this.holds.editor(figureId);
    return by ? { ...this.#actions.person(by), editing: !this.holds.holder(figureId) } : null;
  }

  /** On touch one's own finger covers the figure, so the name tag shows who holds it. */
  #showHold(figureId) {
    const own = this.grip.figureId === figureId && this.#coarse.matches ? this.#own : null;
    this.#views.get(figureId).hold(this.hold(figureId) ?? own);
  }

  /** Moves a held figure to the top; without moveBefore it would lose the focus. */
  #raise(figureId) {
    const { element } = this.#views.get(figureId);
    if (element.nextElementSibling && this.#layer.moveBefore) this.#layer.moveBefore(element, null);
  }

  /** Describes every figure in words: who looks at whom depends on all the others. */
  #describe(only) {
    if (!only) this.#describing = null;
    const figures = this.#constellation.figures;
    for (const figure of figures) {
      if (only && figure.figureId !== only) continue;
      this.#views.get(figure.figureId).describe(figureInWords(figure, figures, this.hold(figure.figureId)));
    }
  }

  #resize() {
    const { width, height } = this.#svg.getBoundingClientRect();
    if (!width || !height) return;
    this.camera.resize(width, height, NARROW_WINDOW.matches);
    if (this.#fitted) this.fit();
    else this.#showCamera();
  }

  #showCamera(zoomed = true) {
    this.#world.setAttribute("transform", this.camera.transform);
    if (zoomed) for (const view of this.#views.values()) view.scale(this.camera.zoom, this.#coarse.matches);
    this.#viewChanged();
  }
}
