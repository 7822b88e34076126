/**
 * What the assistant makes of the session, for its therapist; fetched again when something has been said.
 *
 * Event: `update` when it has changed, or cannot be fetched.
 */

/** Not more often than this, in ms. */
const REST = 4000;

export class Analysis extends EventTarget {
  #api;
  #wait;
  #current = null;
  #failed = false;
  #stale = false;
  #resting = false;

  /** @param {RoomApi} api @param {(act: () => void, ms: number) => void} wait what tests replace */
  constructor(api, wait = (act, ms) => setTimeout(act, ms)) {
    super();
    this.#api = api;
    this.#wait = wait;
  }

  /** As GET analysis answers; null before the first answer. */
  get current() {
    return this.#current;
  }

  get failed() {
    return this.#failed;
  }

  /** Mentions nobody has looked at. */
  get open() {
    return (this.#current?.mentions ?? []).filter(({ reviewed }) => !reviewed);
  }

  /** Something has been said, or is said otherwise. */
  touch() {
    this.#stale = true;
    this.#refresh();
  }

  /** A mention was seen. @throws {ApiRefusal} */
  async review({ lineId, category }) {
    await this.#api.put(`analysis/mentions/${lineId}/review`, { category });
    for (const mention of this.#current.mentions) {
      if (mention.lineId === lineId && mention.category === category) mention.reviewed = true;
    }
    this.#changed();
  }

  async #refresh() {
    if (!this.#stale || this.#resting) return;
    this.#resting = true;
    this.#stale = false;
    try {
      this.#current = (await this.#api.get("analysis")).body;
      this.#failed = false;
    } catch {
      this.#failed = true;
      this.#stale = true;
    }
    this.#changed();
    this.#wait(() => {
      this.#resting = false;
      this.#refresh();
    }, REST);
  }

  #changed() {
    this.dispatchEvent(new Event("update"));
  }
}
