/**
 * Lets speech through and keeps silence here, so that nothing can be heard in it. It follows how loud the room is when
 * nobody speaks; what came just before speech was noticed goes along, and a little after it.
 */

/** Frames of a tenth of a second. */
const BEFORE = 3;
const AFTER = 8;
/** dB above the room's noise, and the least loudness (dBFS), at which somebody is taken to speak. */
const ABOVE = 9;
const LEAST = -52;
/** The noise is never taken to be louder than this, in dBFS, or whoever speaks without pause would be taken for it. */
const LOUDEST_NOISE = -42;
const QUIETEST_NOISE = -75;
/** How fast the noise is taken to fall and to rise, as shares of the difference for each frame. */
const FALL = 0.4;
const RISE = 0.02;

export class SpeechGate {
  #noise = QUIETEST_NOISE;
  #before = [];
  #left = 0;

  /** Whether somebody is speaking. */
  get open() {
    return this.#left > 0;
  }

  /**
   * @param {{loudness: number}} frame the next one; loudness in dBFS
   * @returns {{frames: object[], rest: boolean}} what goes out, oldest first; and whether a run of speech has ended with it
   */
  take(frame) {
    const speaks = frame.loudness > Math.max(LEAST, this.#noise + ABOVE);
    this.#follow(frame.loudness);
    if (speaks) {
      const frames = [...this.#before, frame];
      this.#before = [];
      this.#left = AFTER;
      return { frames, rest: false };
    }
    if (this.#left > 0) {
      this.#left--;
      return { frames: [frame], rest: this.#left === 0 };
    }
    this.#before = [...this.#before, frame].slice(-BEFORE);
    return { frames: [], rest: false };
  }

  /** Nothing more comes for now. @returns {boolean} whether a run of speech has ended with it */
  close() {
    const rest = this.open;
    this.#left = 0;
    this.#before = [];
    return rest;
  }

  #follow(loudness) {
    const difference = loudness - this.#noise;
    const next = this.#noise + difference * (difference < 0 ? FALL : RISE);
    this.#noise = Math.min(LOUDEST_NOISE, Math.max(QUIETEST_NOISE, next));
  }
}
