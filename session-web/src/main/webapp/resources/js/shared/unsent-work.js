/**
 * A person's unsent work, stored in this browser until the server has it, so that it survives an expired login, a closed
 * window or a crash. Encrypted (AES-GCM) with a key that the server gives only to the same person for the same session: without
 * their login nobody can read it, and anybody else who logs in here neither reads nor sends it.
 *
 * It has the interface of a Storage: a value can be read immediately, and the encrypted copy is written afterwards. After a day it is deleted.
 *
 * Each window keeps its own, so that two windows of one person overwrite nothing of each other. Once a window is closed, the next
 * one that opens takes over what it kept. Of several texts under one name it makes one, if they can be merged; otherwise the
 * newest comes first and the others wait behind it, so that the page can say how many there are. What the server takes only once,
 * however often it is sent, is shared: a window takes a copy of it from those that are open, too.
 *
 * Event: `erased`, when its owner has logged out in another window: what was kept is in this window alone.
 */
const DATABASE = "session-room";
const STORE = "unsent-work";
const LIFE = 24 * 60 * 60 * 1000;
const IV_BYTES = 12;
const PATIENCE = 3000;
/** How long a window that has just been closed may take to let go of what it kept. */
const LETTING_GO = 500;
/** Held by each open window, under its id. */
const OPEN = "unsent-work-of-";
/** Held by a window that takes over what others have kept, so that no two take the same. */
const TAKING_OVER = "unsent-work-taken-over";
/** At the end of a name: the texts that wait behind the first, as a list. */
const BEHIND = "+";
/** By which windows tell each other whose work was erased. */
const ERASED = "unsent-work-erased";

export class UnsentWork extends EventTarget {
  #items = new Map();
  #changed = new Set();
  /** Items whose last write failed. */
  #lost = new Set();
  #prefix = "";
  #window = crypto.randomUUID();
  #letGo = () => {};
  #merges;
  #shared;
  #late = false;
  #key = null;
  #database = null;
  #owner;
  #now;
  #writing = Promise.resolve();

  /**
   * @param {{key: string, owner: string, place: string, merges?: Record<string, (older: string, newer: string) => string>,
   *     shared?: string[], now?: () => number}} given `key`: 32 bytes in Base64url; `owner`: whose it is; `place`: the session's
   *     id, or another name of where the work belongs; `merges`: how what two windows kept under a name becomes one text;
   *     `shared`: the names of what is shared; `now`: the clock (epoch ms)
   */
  static async open({ key, owner, place, merges = {}, shared = [], now = () => Date.now() }) {
    const work = new UnsentWork(owner, merges, shared, now);
    // A browser that keeps nothing still has the work while the page is open; some never even answer (WebKit).
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await Promise.race([work.#recall(key, place).catch(() => {}), patience]);
    work.#late = true;
    return work;
  }

  /**
   * Deletes the work of a person who has logged out here; a cookie contains their id. The first page after the logout does it, and no
   * later one: a person who has logged in again meanwhile would lose what they have written since.
   */
  static async eraseOfWhoLeft() {
    const owner = whoLeft();
    if (!owner) return;
    await UnsentWork.erase(owner);
    document.cookie = "erase=; Path=/; Max-Age=0; Secure; SameSite=Lax";
  }

  /** Deletes all work of an owner, of every place. */
  static async erase(owner) {
    const database = await opened();
    const all = await answered(database.transaction(STORE).objectStore(STORE).getAll());
    for (const row of all) if (row.owner === owner) await answered(store(database).delete(row.id));
    database.close();
    const channel = new BroadcastChannel(ERASED);
    channel.postMessage(owner);
    channel.close();
  }

  constructor(owner, merges, shared, now) {
    super();
    this.#owner = owner;
    this.#merges = merges;
    this.#shared = shared;
    this.#now = now;
    addEventListener("pagehide", () => this.close());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#hold());
    new BroadcastChannel(ERASED).addEventListener("message", ({ data }) => data === owner && this.#erased());
  }

  /** Values that are set from now on are stored again: if somebody continues to write here, it is the same person. */
  #erased() {
    for (const name of this.#items.keys()) this.#lost.add(name);
    this.dispatchEvent(new Event("erased"));
  }

  /** Whether everything survives a reload. */
  get lasting() {
    return this.#database !== null && this.#lost.size === 0 && whoLeft() !== this.#owner;
  }

  /** @returns {string|null} */
  getItem(name) {
    return this.#items.get(name) ?? null;
  }

  setItem(name, text) {
    if (this.#items.get(name) === text) return;
    this.#items.set(name, text);
    this.#keep(name);
  }

  removeItem(name) {
    if (this.#items.delete(name)) this.#keep(name);
  }

  /** All texts under a name: the first, which {@link getItem} returns, and those that wait behind it. @returns {string[]} */
  all(name) {
    return this.#items.has(name) ? [this.#items.get(name), ...this.#behind(name)] : this.#behind(name);
  }

  /** The first text is done, and the next one takes its place. @returns {string|null} */
  next(name) {
    const [next, ...others] = this.#behind(name);
    if (next === undefined) this.removeItem(name);
    else this.setItem(name, next);
    this.#waitBehind(name, others);
    return next ?? null;
  }

  /** Another text begins under the name: what is there now waits behind it. */
  postpone(name) {
    if (!this.#items.has(name)) return;
    this.#waitBehind(name, this.all(name));
    this.removeItem(name);
  }

  #behind(name) {
    return JSON.parse(this.getItem(name + BEHIND) ?? "[]");
  }

  #waitBehind(name, texts) {
    if (texts.length) this.setItem(name + BEHIND, JSON.stringify(texts));
    else this.removeItem(name + BEHIND);
  }

  /** Stores again what a logout in another window has erased: its owner comes back from this one. */
  restore() {
    this.#writing = this.#writing.then(() => this.#write()).catch(() => {});
  }

  /** @returns {Promise<void>} once everything is written */
  settled() {
    return this.#writing;
  }

  /** The window goes: the next one takes over what it kept. */
  close() {
    this.#letGo();
  }

  /** @returns {Promise<void>} once this window is known to be open */
  #hold() {
    return new Promise((held, failed) => {
      const untilClosed = () => {
        held();
        return new Promise((letGo) => (this.#letGo = letGo));
      };
      navigator.locks.request(OPEN + this.#window, untilClosed).catch(failed);
    });
  }

  async #recall(key, place) {
    const bytes = bytesOf(key);
    this.#key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    this.#prefix = `${place}/${[...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}/`;
    await UnsentWork.eraseOfWhoLeft();
    await this.#hold();
    this.#database = await opened();
    await navigator.locks.request(TAKING_OVER, () => this.#takeOver());
  }

  async #takeOver() {
    const all = await answered(this.#database.transaction(STORE).objectStore(STORE).getAll());
    for (const { id } of all.filter(({ until }) => until < this.#now())) await this.#delete(id);
    const rows = all.filter(({ id, until }) => id.startsWith(this.#prefix) && until >= this.#now());
    const closed = await closedOf(new Set(rows.map(({ id }) => windowOf(id))));
    const nameOf = ({ id }) => id.slice(this.#prefix.length).replace(WINDOW, "");
    const waits = (row) => Number(nameOf(row).endsWith(BEHIND));
    for (const row of rows.sort((a, b) => waits(a) - waits(b) || b.until - a.until)) {
      // Whoever writes already has not seen it, and would overwrite it: it waits for the next window.
      if (this.#late) return;
      const name = nameOf(row);
      const isClosed = closed.has(windowOf(row.id));
      if (!isClosed && !this.#shared.includes(name)) continue;
      const text = await this.#unsealed(row);
      if (text !== null) await this.#take(name, text, row.until);
      if (isClosed) await this.#delete(row.id);
    }
  }

  /** The newest come first. */
  async #take(name, text, until) {
    if (name.endsWith(BEHIND)) {
      for (const one of JSON.parse(text)) await this.#take(name.slice(0, -BEHIND.length), one, until);
      return;
    }
    if (this.all(name).includes(text)) return;
    const newer = this.#items.get(name);
    const merge = this.#merges[name];
    const place = newer === undefined || merge ? name : name + BEHIND;
    if (newer === undefined) this.#items.set(name, text);
    else if (merge) this.#items.set(name, merge(text, newer));
    else this.#items.set(place, JSON.stringify([...this.#behind(name), text]));
    await this.#writeOne(place, until);
  }

  /** @returns {Promise<string|null>} null when nobody can read it any more */
  async #unsealed({ id, iv, sealed }) {
    try {
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, this.#key, sealed);
      return new TextDecoder().decode(clear);
    } catch {
      return null;
    }
  }

  #delete(id) {
    return answered(store(this.#database).delete(id));
  }

  #keep(name) {
    this.#changed.add(name);
    this.#writing = this.#writing.then(() => this.#write()).catch(() => {});
  }

  async #write() {
    const names = new Set([...this.#changed, ...this.#lost]);
    this.#changed.clear();
    for (const name of names) {
      if (!this.#database) return;
      // WebKit closes the connection of a page that was in the background.
      const kept = await this.#writeOne(name).catch(() => this.#again(name));
      if (kept) this.#lost.delete(name);
      else this.#lost.add(name);
    }
  }

  async #again(name) {
    try {
      const patience = new Promise((_, reject) => setTimeout(reject, PATIENCE));
      this.#database = await Promise.race([opened(), patience]);
      return await this.#writeOne(name);
    } catch {
      return false;
    }
  }

  /** @returns {Promise<true>} */
  async #writeOne(name, until = this.#now() + LIFE) {
    const id = `${this.#prefix}${name}~${this.#window}`;
    const text = this.#items.get(name);
    if (text === undefined) {
      await this.#delete(id);
      return true;
    }
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, this.#key, utf8(text));
    const row = { id, owner: this.#owner, iv, sealed, until };
    await answered(store(this.#database).put(row));
    return true;
  }
}

/** Stores unsent text of a field while it is typed, and restores it into an empty field. */
export function keepsDraft(work, name, field) {
  const keep = () => (field.value ? work.setItem(name, field.value) : work.removeItem(name));
  field.value ||= work.getItem(name) ?? "";
  // People write before the stored text is loaded.
  keep();
  field.addEventListener("input", keep);
}

/** What was typed in two windows, the older first. */
export const joined = (older, newer) => `${older}\n${newer}`;

/** The end of a row's id; those of an older version have none. */
const WINDOW = /~([0-9a-f-]{36})$/;

const windowOf = (id) => id.match(WINDOW)?.[1] ?? null;

/** Which of these windows are closed. @param {Set<string|null>} windows */
async function closedOf(windows) {
  const closed = [...windows].map(async (id) => (id === null || (await isClosed(id)) ? [id] : []));
  return new Set((await Promise.all(closed)).flat());
}

async function isClosed(id) {
  try {
    return await navigator.locks.request(OPEN + id, { signal: AbortSignal.timeout(LETTING_GO) }, () => true);
  } catch {
    return false;
  }
}

/** Whose work the next page erases: they have logged out. */
const whoLeft = () => document.cookie.match(/(?:^|; )erase=([0-9a-f-]{36})/)?.[1];

const utf8 = (text) => new TextEncoder().encode(text);

function bytesOf(base64url) {
  const binary = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function opened() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return answered(request);
}

function store(database) {
  return database.transaction(STORE, "readwrite").objectStore(STORE);
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}
