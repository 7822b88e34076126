/** The figures that the other person holds or edits, according to previews, which may be lost at any time. */

/** Previews of held figures come once a second; after three missing ones the hold ends. */
const LAPSE = 3000;
/** After the release the figure stays in place, waiting for the change that follows. */
const AFTERGLOW = 700;

export class Holds {
  #holds = new Map();
  #changed;

  /** @param {(figureId, reason: "held"|"edited"|"loose"|"over") => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** The participant's id of the holder. */
  holder(figureId) {
    const hold = this.#holds.get(figureId);
    return hold && !hold.loose && !hold.editing ? hold.by : null;
  }

  /** The participant's id of the editor; an edited figure can still be taken. */
  editor(figureId) {
    const hold = this.#holds.get(figureId);
    return hold?.editing ? hold.by : null;
  }

  /** The position by the other's hand, while it overrides the confirmed one. */
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

  /** A change of the figure has arrived: the confirmed position replaces the preview. */
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
