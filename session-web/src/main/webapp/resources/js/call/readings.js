/**
 * Reads a connection's statistics every two seconds, and emits them in batches.
 *
 * Events: `sample` {sample}, `batch` {samples}: 5 or 6 of them, at most every ten seconds.
 */
import { forServer, readSample } from "./quality.js";

const EVERY = 2000;
const BATCH = 5;
const BATCH_MOST = 6;
/** The server accepts one batch in ten seconds; a timer that fires slightly early must not lose one. */
const BATCH_EVERY = 10_100;
/** Enough for the charts of the last minutes. */
const KEPT = 150;

export class Readings extends EventTarget {
  #every;
  #pictureExpected;
  #peer = null;
  #previous = null;
  #reading = false;
  #timer = null;
  #samples = [];
  #batch = [];
  #sentAt = -Infinity;

  /**
   * @param {number} every ms
   * @param {() => boolean} pictureExpected whether the other person's page sends their camera's picture now
   */
  constructor(every = EVERY, pictureExpected = () => true) {
    super();
    this.#every = every;
    this.#pictureExpected = pictureExpected;
  }

  /** The samples of the last five minutes, the newest last. */
  get samples() {
    return this.#samples;
  }

  /** Reads this peer's statistics from now on; null stops reading. */
  follow(peer) {
    if (peer === this.#peer) return;
    this.#peer = peer;
    this.#previous = null;
    clearInterval(this.#timer);
    if (!peer) return;
    this.#timer = setInterval(() => this.#read(), this.#every);
    this.#read();
  }

  async #read() {
    if (this.#reading) return;
    this.#reading = true;
    const peer = this.#peer;
    try {
      const stats = await peer.stats();
      if (peer !== this.#peer) return;
      const sample = readSample(this.#previous, stats, { picture: this.#pictureExpected(), screen: peer.screen });
      this.#previous = stats;
      if (sample) this.#take(sample);
    } finally {
      this.#reading = false;
    }
  }

  #take(sample) {
    this.#samples = [...this.#samples.slice(1 - KEPT), sample];
    this.#batch = [...this.#batch.slice(1 - BATCH_MOST), forServer(sample)];
    this.#emit("sample", { sample });
    const now = performance.now();
    if (this.#batch.length < BATCH || now - this.#sentAt < BATCH_EVERY) return;
    this.#sentAt = now;
    this.#emit("batch", { samples: this.#batch });
    this.#batch = [];
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
