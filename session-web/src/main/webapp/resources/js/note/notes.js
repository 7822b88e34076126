/**
 * The therapist's notes: one text, saved by itself a second after the last keystroke. What is not saved yet is kept in this
 * browser, sealed, and outlives the page. Where another window was faster, both texts are kept until the person has chosen.
 *
 * Event: `update`. States: LOADING, SAVED, SAVING, OFFLINE (kept here, tried again), CONFLICT, TOO_LONG, REFUSED,
 * LOGGED_OUT (kept here, until the person has logged in again).
 */

/** Code points of the notes. */
export const LONGEST = 20_000;

const REST = 1000;
const AGAIN_AFTER = 5000;
const NONE = '"0"';

export class Notes extends EventTarget {
  #api;
  #key;
  #store;
  #now;
  #wait;
  #etag = null;
  #text = "";
  #saved = "";
  #savedAt = null;
  #state = "LOADING";
  #detail = null;
  #conflict = null;
  #saving = null;
  #unanswered = new Set();
  #turn = 0;

  /**
   * @param {import("../room/api.js").RoomApi} api
   * @param {{session: string, store: Storage, now?: () => number, wait?: (action, ms) => void}} given the session; where
   *     unsaved text is kept, such as {@link import("../room/unsent-work.js").UnsentWork}; and what tests replace: the clock
   *     (epoch ms) and setTimeout
   */
  constructor(api, { session, store, now = () => Date.now(), wait = (a, ms) => setTimeout(a, ms) }) {
    super();
    this.#api = api;
    this.#key = `notes:${session}`;
    this.#store = store;
    this.#now = now;
    this.#wait = wait;
  }

  get text() {
    return this.#text;
  }

  get state() {
    return this.#state;
  }

  /** Why the server refused, in the person's language; null when it did not say. */
  get detail() {
    return this.#detail;
  }

  /** When this window last saved, epoch ms; null for not yet. */
  get savedAt() {
    return this.#savedAt;
  }

  /** @returns {{mine: string, theirs: string}|null} the two texts to choose from */
  get conflict() {
    return this.#conflict && { mine: this.#text, theirs: this.#conflict.text };
  }

  /** Whether this window has something that the server does not. */
  get unsaved() {
    return this.#etag !== null && (this.#text !== this.#saved || this.#conflict !== null);
  }

  /** Fetches the notes, and puts what this window still had to save on top; tries again until it is answered. */
  async load() {
    try {
      const theirs = await this.#fetch();
      const kept = this.#recall();
      this.#text = kept?.text ?? theirs.text;
      if (kept && kept.etag !== theirs.etag && kept.text !== theirs.text) {
        this.#etag = kept.etag;
        this.#disagree(theirs);
        return;
      }
      this.#follow(theirs);
      this.#keep();
      this.#showProgress();
      if (this.unsaved) this.save();
    } catch (refusal) {
      this.#become(refusal.passing ? "LOADING" : "REFUSED", refusal.detail);
      if (refusal.passing) this.#wait(() => this.load(), AGAIN_AFTER);
    }
  }

  edit(text) {
    if (this.#etag === null || this.#conflict) return;
    this.#text = tidied(text);
    this.#keep();
    this.#api.prepare();
    if (this.#state !== "OFFLINE" || this.#tooLong) this.#showProgress();
    this.#saveAfter(REST);
  }

  /**
   * Saves now what is not saved.
   * @param {{leaving?: boolean}} how `leaving`: the page may be gone before the answer comes
   * @returns {Promise<void>} once that is answered
   */
  async save({ leaving = false } = {}) {
    if (this.#saving) return this.#saving;
    if (!this.unsaved || this.#conflict || this.#tooLong) return;
    this.#turn++;
    const text = this.#text;
    if (this.#state !== "OFFLINE") this.#become("SAVING");
    this.#saving = this.#put(text, leaving);
    await this.#saving;
    this.#saving = null;
    if (this.#state === "SAVING" && this.unsaved) this.#saveAfter(REST);
  }

  /** Settles a conflict; the text that is given is the one that stays. */
  settle(text) {
    if (!this.#conflict) return;
    this.#follow(this.#conflict);
    this.#conflict = null;
    this.#text = text;
    this.#keep();
    this.#showProgress();
    this.save();
  }

  async #put(text, leaving) {
    this.#unanswered.add(text);
    try {
      const body = { text, version: versionOf(this.#etag) };
      const answer = await this.#api.put("notes", body, { etag: this.#etag, keepalive: leaving });
      this.#follow({ text, etag: etagOf(answer) });
      this.#savedAt = this.#now();
      this.#keep();
      this.#showProgress();
    } catch (refusal) {
      if (refusal.status === 412) await this.#meet();
      // Whoever is leaving cannot fetch a new token on the way out; if they stay after all, they can.
      else if (refusal.passing || (leaving && refusal.status === 401)) this.#tryLater();
      else this.#become(refusal.status === 401 ? "LOGGED_OUT" : "REFUSED", refusal.detail);
    }
  }

  /** Another window was faster: its text is fetched; only where it says something else is there anything to choose. */
  async #meet() {
    try {
      const theirs = await this.#fetch();
      // What this window sent may have arrived though the answer did not.
      const known = this.#unanswered.has(theirs.text) || theirs.text === this.#saved || theirs.text === this.#text;
      if (!known) {
        this.#disagree(theirs);
        return;
      }
      this.#follow(theirs);
      this.#keep();
      this.#showProgress();
    } catch {
      this.#tryLater();
    }
  }

  #disagree(theirs) {
    this.#conflict = theirs;
    this.#keep();
    this.#become("CONFLICT");
  }

  async #fetch() {
    try {
      const answer = await this.#api.get("notes");
      return { text: answer.body.text, etag: etagOf(answer) };
    } catch (refusal) {
      if (refusal.status === 404) return { text: "", etag: NONE };
      throw refusal;
    }
  }

  #follow({ text, etag }) {
    this.#saved = text;
    this.#etag = etag;
    this.#unanswered.clear();
  }

  #tryLater() {
    this.#become("OFFLINE");
    this.#saveAfter(AGAIN_AFTER);
  }

  #saveAfter(ms) {
    const turn = ++this.#turn;
    this.#wait(() => {
      if (turn === this.#turn) this.save();
    }, ms);
  }

  #recall() {
    try {
      return JSON.parse(this.#store.getItem(this.#key));
    } catch {
      return null;
    }
  }

  #keep() {
    try {
      if (this.unsaved) this.#store.setItem(this.#key, JSON.stringify({ text: this.#text, etag: this.#etag }));
      else this.#store.removeItem(this.#key);
    } catch {
      // A window that keeps nothing still has the text while it is open.
    }
  }

  get #tooLong() {
    return [...this.#text].length > LONGEST;
  }

  #showProgress() {
    this.#become(this.#tooLong ? "TOO_LONG" : this.unsaved ? "SAVING" : "SAVED");
  }

  #become(state, detail = null) {
    this.#state = state;
    this.#detail = detail;
    this.dispatchEvent(new CustomEvent("update"));
  }
}

/** What nobody types and the server refuses is left out: control characters but line breaks and tabs, half characters. */
function tidied(text) {
  return text.replace(/\p{Cs}|[^\P{Cc}\n\t]/gu, "");
}

function etagOf({ body, etag }) {
  return etag ?? `"${body.version}"`;
}

function versionOf(etag) {
  return Number(etag.replace(/\D/g, ""));
}
