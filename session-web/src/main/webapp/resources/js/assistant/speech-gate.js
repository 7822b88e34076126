/**
 * Passes on speech and withholds silence. It follows the noise level of the room; frames from just before and after speech are
 * passed on as well.
 */

/** Frames of a tenth of a second before and after speech. */
const BEFORE = 3;
const AFTER = 8;
/** dB above the noise level, and minimum loudness (dBFS), at which a frame counts as speech. */
const ABOVE = 9;
const LEAST = -52;
/** Maximum noise level in dBFS; otherwise speech without pauses would be treated as noise. */
const LOUDEST_NOISE = -42;
const QUIETEST_NOISE = -75;
/** How fast the noise level falls and rises, as shares of the difference for each frame. */
const FALL = 0.4;
const RISE = 0.02;

export class SpeechGate {
  #noise = QUIETEST_NOISE;
  #before = [];
  #left = 0;

  /** Whether the person is speaking. */
  get open() {
    return this.#left > 0;
  }

  /**
   * @param {{loudness: number}} frame the next one; loudness in dBFS
   * @returns {{frames: object[], rest: boolean}} the frames to send, oldest first; and whether a run of speech has ended
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

  /** Ends the input for now. @returns {boolean} whether this ended a run of speech */
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
