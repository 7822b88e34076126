/**
 * The visible part of the field: a point of the field in the middle of the view, and a zoom. View coordinates are CSS
 * pixels from the top left of the view.
 */
import { LIMITS } from "./constellation.js";

const ZOOM = Object.freeze([0.2, 3]);
/** Margins that bars and buttons cover. */
const MARGINS = { wide: { top: 22, bottom: 74, side: 84 }, narrow: { top: 124, bottom: 144, side: 44 } };
/** In a low view the margins leave most of the height. */
const MARGIN_SHARE = 0.3;
/** In a narrow view the carpet's sides may be cut off, so that figures keep their distance. */
const NARROW_CARPET = 0.84;

export class Camera {
  width = 0;
  height = 0;
  zoom = 1;
  #narrow = false;
  #x = 0;
  #y = 0;

  get transform() {
    const [x, y] = this.toView(0, 0);
    return `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${this.zoom.toFixed(5)})`;
  }

  toField(x, y) {
    return [(x - this.width / 2) / this.zoom + this.#x, (y - this.height / 2) / this.zoom + this.#y];
  }

  toView(x, y) {
    return [(x - this.#x) * this.zoom + this.width / 2, (y - this.#y) * this.zoom + this.height / 2];
  }

  /** @param {boolean} narrow whether the page has the bars of a phone: it goes by the window, and a view may be narrower */
  resize(width, height, narrow = false) {
    this.width = width;
    this.height = height;
    this.#narrow = narrow;
  }

  panBy(x, y) {
    this.#x -= x / this.zoom;
    this.#y -= y / this.zoom;
    this.#keepInSight();
  }

  /** Zooms by a factor around a view point. */
  zoomBy(factor, x = this.width / 2, y = this.height / 2) {
    const [fieldX, fieldY] = this.toField(x, y);
    this.zoom = Math.min(ZOOM[1], Math.max(ZOOM[0], this.zoom * factor));
    const [movedX, movedY] = this.toField(x, y);
    this.#x += fieldX - movedX;
    this.#y += fieldY - movedY;
    this.#keepInSight();
  }

  /** The part of the view that no bar covers. */
  get clear() {
    const { top, bottom, side } = this.#margins;
    return { left: side, top, right: this.width - side, bottom: this.height - bottom };
  }

  /** Shows the whole carpet and every figure, between the bars. */
  fit(figures) {
    const narrow = this.#narrow;
    const { top, bottom, side } = this.#margins;
    const half = { x: LIMITS.carpet * (narrow ? NARROW_CARPET : 1), y: LIMITS.carpet * (narrow ? 0.8 : 1) };
    const sides = narrow ? 0 : side;
    const zooms = [(this.width / 2 - sides) / half.x, (this.height - top - bottom) / 2 / half.y];
    for (const { x, y } of figures) {
      zooms.push((this.width / 2 - side) / Math.abs(x), ((this.height - top - bottom) / 2 - 30) / Math.abs(y));
    }
    this.zoom = Math.min(1, ZOOM[1], Math.max(ZOOM[0], Math.min(...zooms)));
    this.#x = 0;
    this.#y = (bottom - top) / 2 / this.zoom;
  }

  get #margins() {
    const { top, bottom, side } = this.#narrow ? MARGINS.narrow : MARGINS.wide;
    const most = this.height * MARGIN_SHARE;
    return { top: Math.min(top, most), bottom: Math.min(bottom, most), side };
  }

  /** Keeps the middle of the view within the field. */
  #keepInSight() {
    const clamp = (value) => Math.min(LIMITS.field, Math.max(-LIMITS.field, value));
    this.#x = clamp(this.#x);
    this.#y = clamp(this.#y);
  }
}

/**
 * The scale of figures at a zoom: figures shrink more slowly than distances, and on touch never below 36 px, so
 * that they can still be distinguished and grabbed.
 */
export function figureScale(zoom, coarse) {
  if (zoom >= 1) return zoom;
  return Math.max(Math.sqrt(zoom), coarse ? 0.75 : 0.5);
}
