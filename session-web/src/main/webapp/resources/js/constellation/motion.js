/** The drawn positions of figures: immediate under a hand, or easing to a new position, with one loop that runs only when needed. */

/** Approximates cubic-bezier(.2,.7,.2,1). */
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

  /** The target of the figure's movement, or its position. */
  aim(figureId) {
    return this.#moves.get(figureId)?.to ?? this.#shown.get(figureId);
  }

  /** Whether the figure is at a position, or on its way to it. */
  aimsAt(figureId, { x, y, facing }) {
    const aim = this.aim(figureId);
    return aim?.x === x && aim.y === y && aim.facing === facing;
  }

  jump(figureId, place) {
    this.#moves.delete(figureId);
    this.#show(figureId, place);
  }

  /** Starts at the drawn position, so that a new target never causes a jump. */
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
