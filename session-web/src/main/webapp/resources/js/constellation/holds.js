/** What the other person has a hand on, or edits, as told by previews, which may be lost at any time. */

/** Held figures are told once a second; after three silent ones the hand is gone. */
const LAPSE = 3000;
/** After letting go, the figure waits where it is for the change that follows. */
const AFTERGLOW = 700;

export class Holds {
  #holds = new Map();
  #changed;

  /** @param {(figureId, reason: "held"|"edited"|"loose"|"over") => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Who holds it now, a participant's id. */
  holder(figureId) {
    const hold = this.#holds.get(figureId);
    return hold && !hold.loose && !hold.editing ? hold.by : null;
  }

  /** Who has its name or form open, a participant's id; that keeps nobody from taking it. */
  editor(figureId) {
    const hold = this.#holds.get(figureId);
    return hold?.editing ? hold.by : null;
  }

  /** Where the other's hand has put it, as long as that stands before what is confirmed. */
  place(figureId) {
    return this.#holds.get(figureId)?.place ?? null;
  }

  preview({ by, figureId, x, y, facing, editing = false }) {
    this.#keep(figureId, { by, place: editing ? null : { x, y, facing }, loose: false, editing }, LAPSE);
    this.#changed(figureId, editing ? "edited" : "held");
  }

  release({ by, figureId }) {
    const hold = this.#holds.get(figureId);
    if (hold?.by !== by) return;
    if (hold.editing) {
      this.#end(figureId);
      return;
    }
    this.#keep(figureId, { ...hold, loose: true }, AFTERGLOW);
    this.#changed(figureId, "loose");
  }

  /** A change of the figure has arrived: what the hand showed gives way to what is so. */
  settle(figureId, by) {
    const hold = this.#holds.get(figureId);
    if (hold && (hold.loose || hold.by === by)) this.#end(figureId);
  }

  end(figureId) {
    if (this.#holds.has(figureId)) this.#end(figureId);
  }

  endAll() {
    for (const figureId of [...this.#holds.keys()]) this.#end(figureId);
  }

  #keep(figureId, hold, until) {
    clearTimeout(this.#holds.get(figureId)?.timer);
    this.#holds.set(figureId, { ...hold, timer: setTimeout(() => this.#end(figureId), until) });
  }

  #end(figureId) {
    clearTimeout(this.#holds.get(figureId).timer);
    this.#holds.delete(figureId);
    this.#changed(figureId, "over");
  }
}
