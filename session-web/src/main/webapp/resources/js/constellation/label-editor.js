/** Edits a figure's label in place. */
import { checkLabel, labelOf } from "./label.js";
import { freePoint } from "./free-space.js";
import { isComposing } from "../shared/text.js";

const EDGE = 8;

export class LabelEditor {
  #element;
  #input;
  #error;
  #field;
  #actions;
  #figureId = null;
  #figure = null;

  /** @param actions keep(figureId, label, before) → why it was refused, or ""; typed(figureId, label), closed() */
  constructor(element, field, actions) {
    this.#element = element;
    this.#input = element.querySelector("input");
    this.#error = element.querySelector(".error");
    this.#field = field;
    this.#actions = actions;
    this.#input.addEventListener("input", () => actions.typed(this.#figureId, this.typed));
    this.#input.addEventListener("blur", () => this.#finish(false));
    // A press on the field does not move the focus.
    document.addEventListener("pointerdown", ({ target }) => element.contains(target) || this.#finish(false), true);
    this.#input.addEventListener("keydown", (event) => {
      if (isComposing(event) || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      const { figureId } = this;
      if (event.key === "Escape") this.close();
      else this.#finish(true);
      if (!this.figureId) this.#field.focus(figureId);
    });
  }

  /** The figure whose label is being edited, or null. */
  get figureId() {
    return this.#figureId;
  }

  /** The figure as it was when editing began. */
  get figure() {
    return this.#figure;
  }

  get typed() {
    return labelOf(this.#input.value);
  }

  show(figureId) {
    this.#figureId = figureId;
    this.#figure = this.#field.figure(figureId);
    this.#input.value = this.#figure.label;
    this.#error.hidden = true;
    this.#input.removeAttribute("aria-invalid");
    this.#element.hidden = false;
    this.place();
    this.#input.focus({ preventScroll: true });
    this.#input.select();
  }

  /** Moves the input to the label, within the field and under no bar. */
  place() {
    const spot = this.#figureId && this.#field.inView(this.#figureId);
    if (!spot) return;
    const { width, height } = this.#field.camera;
    const { offsetWidth, offsetHeight } = this.#element;
    const wished = [
      Math.max(EDGE, Math.min(width - offsetWidth - EDGE, spot.left - offsetWidth / 2)),
      Math.max(EDGE, Math.min(height - offsetHeight - EDGE, spot.top + spot.below - 24)),
    ];
    const box = { left: 0, top: 0, right: offsetWidth, bottom: offsetHeight };
    const frame = { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
    const [left, top] = freePoint(...wished, box, this.#field.covers(), frame) ?? wished;
    this.#element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  close() {
    if (!this.#figureId) return;
    this.#figureId = null;
    this.#element.hidden = true;
    this.#actions.closed();
  }

  #finish(stay) {
    if (!this.#figureId || !checkLabel(this.#input, this.#error, stay)) return;
    const label = this.typed;
    const before = this.#figure.label;
    const refused = label === before ? "" : this.#actions.keep(this.#figureId, label, before);
    this.#error.textContent = refused;
    this.#error.hidden = !refused;
    if (!refused) this.close();
  }
}
