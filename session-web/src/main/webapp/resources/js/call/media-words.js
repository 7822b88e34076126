/**
 * For the ears, what the eyes see at the other's picture, once it has stayed so for a moment. A microphone that is on is heard
 * anyway, and of whoever speaks by pressing a key it is not said with every sentence that they have stopped.
 */
const TOLD = ["microphone", "camera", "away"];
/** In ms: how long something has to be so, and how long a microphone that is off is not told again. */
const SETTLED = 1500;
const AGAIN = 60_000;

export class MediaWords {
  #say;
  #wait;
  #now;
  #known = {};
  #round = 0;
  #mutedSaid = -Infinity;

  /**
   * @param {(key: string, subject: string) => void} say
   * @param {{wait?: (act, ms) => void, now?: () => number}} [setting] what tests replace
   */
  constructor(say, { wait = (act, ms) => setTimeout(act, ms), now = () => performance.now() } = {}) {
    this.#say = say;
    this.#wait = wait;
    this.#now = now;
  }

  /**
   * @param {object|null} media the other's, as on the wire
   * @param {boolean} news whether changes are any: what a call begins with, or a pause switches off, is none
   */
  follow(media, news) {
    const round = ++this.#round;
    if (!media || !news) return;
    for (const what of TOLD) this.#known[what] ??= media[what];
    this.#wait(() => {
      if (round === this.#round) this.#compare(media);
    }, SETTLED);
  }

  #compare(media) {
    for (const what of TOLD) {
      if (this.#known[what] === media[what]) continue;
      this.#known[what] = media[what];
      if (what !== "microphone") this.#say(`other.${what}.${media[what] ? "on" : "off"}`, `other.${what}`);
      else if (!media[what]) this.#sayMuted();
    }
  }

  #sayMuted() {
    if (this.#now() - this.#mutedSaid < AGAIN) return;
    this.#mutedSaid = this.#now();
    this.#say("other.microphone.off", "other.microphone");
  }
}
