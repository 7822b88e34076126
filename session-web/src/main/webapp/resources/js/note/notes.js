/**
 * The therapist's notes: one text, saved automatically a second after the last keystroke. Unsaved text is stored in this
 * browser, encrypted, and survives a reload. If another window was faster, or several windows kept unsaved text, all texts are kept
 * until the person has chosen.
 *
 * Event: `update`. States: LOADING, SAVED, SAVING, OFFLINE or UNAVAILABLE (the server was not reached, or
 * cannot save now; stored here, retried), CONFLICT, TOO_LONG, REFUSED,
 * LOGGED_OUT (stored here, until the person has logged in again).
 */
import { steady } from "../shared/steady.js";

/** Maximum code points of the notes. */
export const LONGEST = 20_000;

const REST = 1000;
const AGAIN_AFTER = 5000;
const NONE = '"0"';
const WAITING = new Set(["OFFLINE", "UNAVAILABLE"]);

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
  /** Unsaved texts of other windows, the newest first. */
  #others = [];
  #saving = null;
  #unanswered = new Set();
  #turn = 0;

  /**
   * @param {import("../shared/api.js").RoomApi} api
   * @param {{session: string, store: import("../shared/unsent-work.js").UnsentWork, now?: () => number, wait?: (action, ms) => void}} given the session; where
   *     unsaved text is stored; the clock (epoch ms) and
   *     setTimeout are replaced in tests
   */
  constructor(api, { session, store, now = steady, wait = (a, ms) => setTimeout(a, ms) }) {
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

  /** Why the server refused, in the person's language; null if unknown. */
  get detail() {
    return this.#detail;
  }

  /** When this window last saved, epoch ms; null if it has not. */
  get savedAt() {
    return this.#savedAt;
  }

  /** @returns {{mine: string, theirs: string}|null} the two texts to choose from */
  get conflict() {
    return this.#conflict && { mine: this.#text, theirs: this.#conflict.text };
  }

  /** In a conflict: unsaved texts of closed windows, besides {@link text}. @returns {string[]} */
  get others() {
    return this.#others;
  }

  /** Whether this window has text that the server does not have. */
  get unsaved() {
    return this.#etag !== null && (this.#text !== this.#saved || this.#conflict !== null);
  }

  /** Fetches the notes, and restores this window's unsaved text on top; retries until it is answered. */
  async load() {
    try {
      const theirs = await this.#fetch();
      const [kept, ...others] = this.#recall();
      this.#text = kept?.text ?? theirs.text;
      this.#others = [...new Set(others.map(({ text }) => text))].filter((text) => ![this.#text, theirs.text].includes(text));
      if (others.length && !this.#others.length) this.#forgetOthers();
      if (this.#others.length || (kept && kept.etag !== theirs.etag && kept.text !== theirs.text)) {
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

  /** Another window may have saved meanwhile: fetches the notes again, unless this one has unsaved text. */
  async refresh() {
    if (this.#etag === null || this.unsaved || this.#saving) return;
    try {
      const theirs = await this.#fetch();
      if (this.unsaved || this.#saving || theirs.etag === this.#etag) return;
      this.#text = theirs.text;
      this.#follow(theirs);
      this.#showProgress();
    } catch {
      // What is shown stays; the next save finds out.
    }
  }

  edit(text) {
    if (this.#etag === null || this.#conflict) return;
    this.#text = tidied(text);
    this.#keep();
    this.#api.prepare();
    if (!WAITING.has(this.#state) || this.#tooLong) this.#showProgress();
    this.#saveAfter(REST);
  }

  /**
   * Saves unsaved text now.
   * @param {{leaving?: boolean}} how `leaving`: the page may be closed before the answer comes
   * @returns {Promise<void>} when it was answered
   */
  async save({ leaving = false } = {}) {
    if (this.#saving) return this.#saving;
    if (!this.unsaved || this.#conflict || this.#tooLong) return;
    this.#turn++;
    const text = this.#text;
    // What could not be saved before is not said to be under way until it is.
    if (!WAITING.has(this.#state) && this.#state !== "LOGGED_OUT") this.#become("SAVING");
    this.#saving = this.#put(text, leaving);
    await this.#saving;
    this.#saving = null;
    if (this.#state === "SAVING" && this.unsaved) this.#saveAfter(REST);
  }

  /** Resolves a conflict with the given text. */
  settle(text) {
    if (!this.#conflict) return;
    this.#follow(this.#conflict);
    this.#conflict = null;
    this.#text = text;
    this.#forgetOthers();
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
      // A page that is being left cannot fetch a new token; if the person stays after all, it can.
      else if (refusal.passing || (leaving && refusal.status === 401)) this.#tryLater(refusal);
      else this.#become(refusal.status === 401 ? "LOGGED_OUT" : "REFUSED", refusal.detail);
    }
  }

  /** Another window was faster: fetches its text; there is a conflict only if it differs. */
  async #meet() {
    try {
      const theirs = await this.#fetch();
      // This window's own text may have arrived although the answer did not.
      const known = this.#unanswered.has(theirs.text) || theirs.text === this.#saved || theirs.text === this.#text;
      if (!known) {
        this.#disagree(theirs);
        return;
      }
      this.#follow(theirs);
      this.#keep();
      this.#showProgress();
    } catch (refusal) {
      this.#tryLater(refusal);
    }
  }

  #disagree(theirs) {
    this.#conflict = theirs;
    this.#keep();
    this.#become("CONFLICT");
  }

  #forgetOthers() {
    while (this.#store.all(this.#key).length > 1) this.#store.next(this.#key);
    this.#others = [];
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

  #tryLater({ status }) {
    this.#become(status === 0 ? "OFFLINE" : "UNAVAILABLE");
    this.#saveAfter(AGAIN_AFTER);
  }

  #saveAfter(ms) {
    const turn = ++this.#turn;
    this.#wait(() => {
      if (turn === this.#turn) this.save();
    }, ms);
  }

  /** @returns {{text: string, etag: string}[]} */
  #recall() {
    try {
      return this.#store.all(this.#key).map((kept) => JSON.parse(kept));
    } catch {
      return [];
    }
  }

  #keep() {
    try {
      if (this.unsaved) this.#store.setItem(this.#key, JSON.stringify({ text: this.#text, etag: this.#etag }));
      else this.#store.removeItem(this.#key);
    } catch {
      // Without storage the text still exists while the window is open.
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

/** Removes what the server refuses and nobody types: control characters except line feeds and tabs, unpaired surrogates. */
function tidied(text) {
  return text.replace(/\p{Cs}|[^\P{Cc}\n\t]/gu, "");
}

function etagOf({ body, etag }) {
  return etag ?? `"${body.version}"`;
}

function versionOf(etag) {
  return Number(etag.replace(/\D/g, ""));
}
