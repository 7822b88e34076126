/**
 * A person's unsent work, stored in this browser until the server has it, so that it survives an expired login, a closed
 * window or a crash. Encrypted (AES-GCM) with a key that the server gives only to the same person for the same session: without
 * their login nobody can read it, and anybody else who logs in here neither reads nor sends it.
 *
 * It has the interface of a Storage: a value can be read immediately, and the encrypted copy is written afterwards. After a day it is deleted.
 *
 * Event: `erased`, when its owner has logged out in another window: the work then exists only in this window.
 */
const DATABASE = "session-room";
const STORE = "unsent-work";
const LIFE = 24 * 60 * 60 * 1000;
const IV_BYTES = 12;
const PATIENCE = 3000;
/** The channel on which windows notify each other whose work was erased. */
const ERASED = "unsent-work-erased";

export class UnsentWork extends EventTarget {
  #items = new Map();
  #changed = new Set();
  /** Items whose last write failed. */
  #lost = new Set();
  #prefix = "";
  #key = null;
  #database = null;
  #owner;
  #now;
  #writing = Promise.resolve();

  /**
   * @param {{key: string, owner: string, place: string, now?: () => number}} given `key`: 32 bytes in Base64url; `owner`:
   *     the owner's id; `place`: the session's id, or another name of where the work belongs; `now`: the clock (epoch ms)
   */
  static async open({ key, owner, place, now = () => Date.now() }) {
    const work = new UnsentWork(owner, now);
    // Without storage the work still exists while the page is open; some browsers never even answer (WebKit).
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
    await Promise.race([work.#recall(bytesOf(key), place).catch(() => {}), patience]);
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

  constructor(owner, now) {
    super();
    this.#owner = owner;
    this.#now = now;
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

  /** @returns {Promise<void>} once everything is written */
  settled() {
    return this.#writing;
  }

  async #recall(bytes, place) {
    this.#key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    this.#prefix = `${place}/${[...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}/`;
    await UnsentWork.eraseOfWhoLeft();
    const database = await opened();
    const all = await answered(database.transaction(STORE).objectStore(STORE).getAll());
    for (const row of all) {
      if (row.until < this.#now()) await answered(store(database).delete(row.id));
      else if (row.id.startsWith(this.#prefix)) await this.#unseal(row, database);
    }
    this.#database = database;
  }

  async #unseal({ id, iv, sealed }, database) {
    try {
      const clear = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, this.#key, sealed);
      const name = id.slice(this.#prefix.length);
      // A value set meanwhile is newer.
      if (!this.#items.has(name)) this.#items.set(name, new TextDecoder().decode(clear));
    } catch {
      await answered(store(database).delete(id));
    }
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
  async #writeOne(name) {
    const id = this.#prefix + name;
    const text = this.#items.get(name);
    if (text === undefined) {
      await answered(store(this.#database).delete(id));
      return true;
    }
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, this.#key, utf8(text));
    const row = { id, owner: this.#owner, iv, sealed, until: this.#now() + LIFE };
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

/** The owner whose work the next page erases, because they have logged out. */
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
