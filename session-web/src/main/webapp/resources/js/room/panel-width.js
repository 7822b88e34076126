/** The width of the panel beside the field: dragged or set by keys at its grip (WAI-ARIA, window splitter pattern). */

/** Whether the panel is beside the field, and covers nothing. */
export const BESIDE_THE_FIELD = matchMedia("(min-width: 1280px)");

const NARROWEST = 320;
const USUAL = 364;
const WIDEST = 560;
const STEP = 16;
/** Minimum width of the page beside the panel, in px: videos, the field at its smallest, gaps. */
const BESIDE = 860;
const BESIDE_DRAWER = 96;

export class PanelWidth {
  /** In px; it is kept, even if a smaller window shows less of it. */
  chosen = USUAL;
  #aside;
  #grip;
  #changed;

  /**
   * @param {HTMLElement} aside the panel, with its grip
   * @param {number} stored the width that was chosen last, if any
   * @param {() => void} changed the person has chosen a width
   */
  constructor(aside, stored, changed) {
    this.#aside = aside;
    this.#grip = aside.querySelector('[role="separator"]');
    this.#changed = changed;
    if (Number.isFinite(stored)) this.chosen = Math.min(WIDEST, Math.max(NARROWEST, stored));
    this.#grip.addEventListener("keydown", (event) => this.#key(event));
    this.#grip.addEventListener("pointerdown", (event) => this.#drag(event));
    this.#grip.addEventListener("dblclick", () => this.#choose(USUAL));
    addEventListener("resize", () => this.show());
    this.show();
  }

  show() {
    const width = Math.min(this.#widest, this.chosen);
    this.#aside.style.setProperty("--panel-width", `${width}px`);
    this.#grip.setAttribute("aria-valuenow", width);
    this.#grip.setAttribute("aria-valuemax", this.#widest);
  }

  get #widest() {
    return Math.max(NARROWEST, Math.min(WIDEST, innerWidth - (BESIDE_THE_FIELD.matches ? BESIDE : BESIDE_DRAWER)));
  }

  #choose(width) {
    this.#resize(width);
    this.#changed();
  }

  #resize(width) {
    this.chosen = Math.round(Math.min(this.#widest, Math.max(NARROWEST, width)));
    this.show();
  }

  #key(event) {
    const width = this.#aside.getBoundingClientRect().width;
    const wanted = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: NARROWEST,
      End: WIDEST,
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    this.#choose(wanted);
  }

  #drag(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const offset = this.#aside.getBoundingClientRect().left - event.clientX;
    // The window's size may change during the drag.
    const move = ({ clientX, pointerId }) => {
      if (pointerId === event.pointerId) this.#resize(this.#aside.getBoundingClientRect().right - clientX - offset);
    };
    const drop = () => {
      this.#grip.removeEventListener("pointermove", move);
      this.#changed();
    };
    this.#grip.setPointerCapture(event.pointerId);
    this.#grip.addEventListener("pointermove", move);
    this.#grip.addEventListener("lostpointercapture", drop, { once: true });
    this.#grip.focus({ preventScroll: true });
  }
}
