/** The small bar beside the selected figure: turn, edit, remove. */

const TURN = 45;
const GAP = 24;
const EDGE = 8;

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

  /** Below the figure's label, or above the figure near the lower edge; out of the way while a hand is on it. */
  place() {
    const spot = this.#field.mayChange && !this.#field.grip.figureId ? this.#field.selectedInView : null;
    const { width, height } = this.#field.camera;
    const hidden = !spot || spot.left < 0 || spot.top < 0 || spot.left > width || spot.top > height;
    this.#element.hidden = hidden;
    if (hidden) return;
    const { offsetWidth, offsetHeight } = this.#element;
    const below = spot.top + spot.below + GAP;
    const above = spot.top - spot.radius - GAP - 24 - offsetHeight;
    const top = below + offsetHeight > height - 72 && above > EDGE ? above : below;
    const left = Math.min(width - offsetWidth - EDGE, Math.max(EDGE, spot.left - offsetWidth / 2));
    this.#element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}
