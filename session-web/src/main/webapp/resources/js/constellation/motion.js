/** Where figures are drawn: at once under a hand, or easing to a new place, with one loop that runs only while it must. */

/** Near cubic-bezier(.2,.7,.2,1). */
const ease = (share) => 1 - (1 - share) ** 3.4;

const shortWay = (from, to) => ((((to - from) % 360) + 540) % 360) - 180;

export class Motion {
  #draw;
  #shown = new Map();
  #moves = new Map();
  #frame = null;
  #reduced = matchMedia("(prefers-reduced-motion: reduce)");

  /** @param {(figureId, {x, y, facing}) => void} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  shown(figureId) {
    return this.#shown.get(figureId);
  }

  /** Where the figure is on its way to, or where it is. */
  aim(figureId) {
    return this.#moves.get(figureId)?.to ?? this.#shown.get(figureId);
  }

  jump(figureId, place) {
    this.#moves.delete(figureId);
    this.#show(figureId, place);
  }

  /** From wherever the figure is drawn now: a new aim on the way never jumps. */
  glide(figureId, place, duration) {
    const from = this.#shown.get(figureId);
    if (!from || this.#reduced.matches) {
      this.jump(figureId, place);
      return;
    }
    this.#moves.set(figureId, { from, to: place, duration, start: performance.now() });
    this.#frame ??= requestAnimationFrame((now) => this.#step(now));
  }

  forget(figureId) {
    this.#moves.delete(figureId);
    this.#shown.delete(figureId);
  }

  #step(now) {
    for (const [figureId, { from, to, duration, start }] of this.#moves) {
      const share = Math.min(1, Math.max(0, (now - start) / duration));
      if (share === 1) {
        this.jump(figureId, to);
      } else {
        const eased = ease(share);
        this.#show(figureId, {
          x: from.x + (to.x - from.x) * eased,
          y: from.y + (to.y - from.y) * eased,
          facing: from.facing + shortWay(from.facing, to.facing) * eased,
        });
      }
    }
    this.#frame = this.#moves.size ? requestAnimationFrame((next) => this.#step(next)) : null;
  }

  #show(figureId, { x, y, facing }) {
    this.#shown.set(figureId, { x, y, facing });
    this.#draw(figureId, { x, y, facing });
  }
}
