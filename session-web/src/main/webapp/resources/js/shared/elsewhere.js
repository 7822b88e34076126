/** For a person who does not touch the page, or looks elsewhere. */
import { testTone } from "./tone.js";

/** Keeps the screen on, if the browser can: a call may need no touch for an hour. */
export class Awake {
  #wanted = false;
  #lock = null;
  #screen;

  /** @param {WakeLock} [screen] replaced in tests */
  constructor(screen = navigator.wakeLock) {
    this.#screen = screen;
    // The system releases it whenever the page is hidden.
    document.addEventListener("visibilitychange", () => this.#take());
  }

  follow(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#take();
    else this.#lock?.release().catch(() => {});
  }

  async #take() {
    if (!this.#wanted || document.hidden || (this.#lock && !this.#lock.released)) return;
    try {
      this.#lock = await this.#screen?.request("screen");
      if (!this.#wanted) await this.#lock?.release();
    } catch {
      // The battery is low, or it is not permitted: the screen may turn off as usual.
    }
  }
}

/**
 * Attracts the attention of a person who uses another window: a soft sound, a mark in the window's title and, if the person enabled
 * it, a system notification. None of them contains a name, because others may see the screen.
 */
export class Knock {
  #title = document.title;
  #tone;
  #wishes;
  #notice = null;

  /** @param {{speaker: () => string, wishes: () => boolean, tone?: (speaker) => Promise}} given `wishes`: whether the person wants system notifications */
  constructor({ speaker, wishes, tone = testTone }) {
    this.#tone = () => tone(speaker());
    this.#wishes = wishes;
    const back = () => !elsewhere() && this.over();
    addEventListener("focus", back);
    document.addEventListener("visibilitychange", back);
  }

  /** @param {string} words what has happened */
  notify(words) {
    if (!elsewhere()) return;
    document.title = `● ${words}`;
    this.#tone().catch(() => {});
    if (this.#wishes() && window.Notification?.permission === "granted") this.#showNotice(words);
  }

  over() {
    document.title = this.#title;
    this.#notice?.close();
    this.#notice = null;
  }

  #showNotice(words) {
    try {
      this.#notice?.close();
      this.#notice = new Notification(words, { tag: "knock" });
      this.#notice.onclick = () => window.focus();
    } catch {
      // Chrome on Android supports notifications only from service workers.
    }
  }
}

/** Whether the person uses another window, of this browser or of another program. */
export const elsewhere = () => document.hidden || !document.hasFocus();

/**
 * Requests the browser's permission for notifications, and shows one as a sample.
 *
 * @param {string} words
 * @returns {Promise<"shown"|"refused"|"unavailable">} the result
 */
export async function tryNotice(words) {
  try {
    if ((await window.Notification.requestPermission()) !== "granted") return "refused";
    new Notification(words, { tag: "knock" });
    return "shown";
  } catch {
    // Safari on an iPhone has none; Chrome on Android grants it, but supports notifications only from service workers.
    return "unavailable";
  }
}
