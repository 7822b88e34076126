/**
 * One's own hold on a figure: by pointer, turn handle or keys. While it lasts the figure follows immediately and the other
 * person sees previews; releasing it submits the change.
 */
import { toFacing, toPlace } from "./constellation.js";

/** Safely under 30 previews a second, even if the network delivers them in bursts; once a second while nothing moves, as a sign of life. */
const BETWEEN = 36;
const STILL = 1000;

export class Grip {
  #field;
  #actions;
  #figureId = null;
  #place = null;
  #sentAt = 0;
  #timer = null;

  constructor(field, actions) {
    this.#field = field;
    this.#actions = actions;
  }

  get figureId() {
    return this.#figureId;
  }

  get place() {
    return this.#place;
  }

  /** @returns {boolean} whether the figure is now held */
  take(figureId) {
    if (this.#figureId === figureId) return true;
    this.drop();
    const figure = this.#field.figure(figureId);
    if (!figure || !this.#field.mayTake(figureId)) return false;
    this.#figureId = figureId;
    this.#place = { x: figure.x, y: figure.y, facing: figure.facing };
    this.#field.gripChanged();
    this.#preview();
    return true;
  }

  moveTo(x, y) {
    this.#show({ x: toPlace(x), y: toPlace(y) });
  }

  turnTo(facing) {
    this.#show({ facing: toFacing(facing) });
  }

  /** Releases it here: a difference becomes a change. */
  drop() {
    const figureId = this.#figureId;
    const place = this.#place;
    const figure = figureId && this.#field.figure(figureId);
    this.#end();
    if (!figure) return;
    const { x, y, facing } = place;
    if (x !== figure.x || y !== figure.y) this.#actions.submit({ kind: "FigureMoved", figureId, x, y });
    if (facing !== figure.facing) this.#actions.submit({ kind: "FigureTurned", figureId, facing });
    this.#actions.release(figureId);
    this.#field.settle(figureId);
  }

  /** Releases it without a change; the figure returns to its position for both. */
  cancel() {
    const figureId = this.#figureId;
    if (!figureId) return;
    this.#end();
    this.#actions.release(figureId);
    this.#field.settle(figureId);
  }

  #end() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#figureId = null;
    this.#place = null;
    this.#field.gripChanged();
  }

  #show(change) {
    this.#place = { ...this.#place, ...change };
    this.#field.showHeld(this.#figureId, this.#place);
    const early = this.#sentAt + BETWEEN - performance.now();
    clearTimeout(this.#timer);
    if (early <= 0) this.#preview();
    else this.#timer = setTimeout(() => this.#preview(), early);
  }

  #preview() {
    this.#sentAt = performance.now();
    this.#actions.preview({ figureId: this.#figureId, ...this.#place });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#preview(), STILL);
  }
}
