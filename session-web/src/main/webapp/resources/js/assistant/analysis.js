/**
 * The assistant's analysis of the session, for its therapist; fetched again when the transcript has changed.
 *
 * Event: `update` when it has changed, or could not be fetched.
 */

/** Minimum interval between two requests, in ms. */
const REST = 4000;

export class Analysis extends EventTarget {
  #api;
  #wait;
  #current = null;
  #failed = false;
  #stale = false;
  #resting = false;

  /** @param {RoomApi} api @param {(act: () => void, ms: number) => void} wait replaced in tests */
  constructor(api, wait = (act, ms) => setTimeout(act, ms)) {
    super();
    this.#api = api;
    this.#wait = wait;
  }

  /** The last answer of GET analysis; null before the first. */
  get current() {
    return this.#current;
  }

  get failed() {
    return this.#failed;
  }

  /** Mentions that were not reviewed yet. */
  get open() {
    return (this.#current?.mentions ?? []).filter(({ reviewed }) => !reviewed);
  }

  /** The transcript has changed. */
  touch() {
    this.#stale = true;
    this.#refresh();
  }

  /** Marks a mention as seen. @throws {ApiRefusal} */
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
