/** The small bar beside the selected figure: turn, edit, remove. It overlaps no other bar and, where there is space, no figure and no label. */
import { boxAt, freePoint, isFree } from "./free-space.js";

const TURN = 45;
const GAP = 24;
const EDGE = 8;
/** Around the box of a figure, whose shape and shadow may be a little larger. */
const AROUND = 6;

export class QuickBar {
  #element;
  #field;

  constructor(element, field, actions) {
    this.#element = element;
    this.#field = field;
    const does = {
      turn: () => field.turnBy(field.selected, TURN),
      edit: () => actions.edit(field.selected),
      remove: () => actions.remove(field.selected),
    };
    element.addEventListener("click", ({ target }) => does[target.closest("[data-act]")?.dataset.act]?.());
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") field.focus(field.selected);
    });
  }

  /**
   * Places it below the figure's label, above the figure, or at free space nearby; hidden while the figure is held.
   * @param {boolean} wanted whether nothing else is shown there
   */
  place(wanted) {
    const spot = wanted && this.#field.mayChange && !this.#field.grip.figureId ? this.#field.inView() : null;
    const { width, height } = this.#field.camera;
    const hidden = !spot || spot.left < 0 || spot.top < 0 || spot.left > width || spot.top > height;
    this.#element.hidden = hidden;
    if (hidden) return;
    const [right, bottom] = [this.#element.offsetWidth / 2, this.#element.offsetHeight / 2];
    const box = { left: -right, top: -bottom, right, bottom };
    const frame = { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
    const covers = this.#field.covers();
    const taken = [...covers, ...this.#field.boxes().map(enlarged)];
    const middle = Math.min(width - EDGE - right, Math.max(EDGE + right, spot.left));
    const below = [middle, spot.top + spot.below + GAP + bottom];
    const above = [middle, spot.top - spot.radius - GAP - 24 - bottom];
    const [x, y] =
      [below, above].find((point) => isFree(boxAt(...point, box), taken, frame)) ??
      freePoint(spot.left, spot.top, box, taken, frame) ??
      freePoint(...below, box, covers, frame) ??
      below;
    this.#element.style.transform = `translate(${Math.round(x - right)}px, ${Math.round(y - bottom)}px)`;
  }
}

function enlarged({ left, top, right, bottom }) {
  return { left: left - AROUND, top: top - AROUND, right: right + AROUND, bottom: bottom + AROUND };
}
