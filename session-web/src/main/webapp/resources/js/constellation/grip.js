/**
 * One's own hand on a figure: by pointer, turn handle or keys. While it lasts the figure follows at once and the other
 * sees previews; letting go makes the change.
 */
import { toFacing, toPlace } from "./constellation.js";

/** Safely under 30 previews a second, also where the network bunches them; once a second while nothing moves, so that the other knows the hand is still there. */
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

  /** @returns {boolean} whether the figure is now in this hand */
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

  /** Lets go here: what differs becomes a change. */
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

  /** Lets go without a change; the figure goes back to where it is for both. */
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
