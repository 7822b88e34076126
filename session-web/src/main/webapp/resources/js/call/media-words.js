/**
 * Announces to screen readers what the other person's tile shows, once it has been stable for a moment. A microphone that is on is
 * audible anyway, and for a person who uses push-to-talk the end of each sentence is not announced.
 */
const TOLD = ["microphone", "camera", "away"];
/** In ms: how long a state must be stable, and how long a muted microphone is not announced again. */
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
   * @param {{wait?: (act, ms) => void, now?: () => number}} [setting] replaced in tests
   */
  constructor(say, { wait = (act, ms) => setTimeout(act, ms), now = () => performance.now() } = {}) {
    this.#say = say;
    this.#wait = wait;
    this.#now = now;
  }

  /**
   * @param {object|null} media the other person's media frame
   * @param {boolean} news whether changes are announced: not those at the beginning of a call or by a pause
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
