/**
 * Measures the call quality, and decides how much may be sent.
 *
 * Events: `quality` {own: GOOD|FAIR|POOR|NONE, samples, latest: sample|null}, `mode` {mode: FULL|REDUCED|AUDIO_ONLY},
 * `batch` {samples} for the server.
 */
import { Adaptation, levelOf, SteadyLevel } from "./quality.js";
import { Readings } from "./readings.js";

export class QualityWatch extends EventTarget {
  #readings;
  #otherMedia;
  #adaptation = new Adaptation();
  #mode = "FULL";
  #steady = new SteadyLevel();
  #level = "NONE";

  /**
   * @param {() => object|null} otherMedia the other person's last media frame
   * @param {number} [every] ms between two readings
   */
  constructor(otherMedia, every) {
    super();
    this.#otherMedia = otherMedia;
    this.#readings = new Readings(every, () => this.#expected.picture);
    this.#readings.addEventListener("sample", ({ detail }) => this.#judge(detail.sample));
    this.#readings.addEventListener("batch", ({ detail }) => this.#emit("batch", detail));
  }

  get level() {
    return this.#level;
  }

  get mode() {
    return this.#mode;
  }

  get samples() {
    return this.#readings.samples;
  }

  /** Measures this peer from now on; with null there is no level. */
  follow(peer) {
    this.#readings.follow(peer);
    if (peer || this.#level === "NONE") return;
    this.#steady = new SteadyLevel();
    this.#level = "NONE";
    this.#emitQuality(null);
  }

  #judge(sample) {
    this.#level = this.#steady.next(levelOf(sample, this.#expected));
    this.#emitQuality(sample);
    const mode = this.#adaptation.next(sample.outgoing, this.#otherMedia()?.level ?? "NONE");
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#emit("mode", { mode });
  }

  /** What the other person's page sends, without a screen: an unchanged one hardly sends anything. */
  get #expected() {
    const { microphone, camera } = this.#otherMedia() ?? {};
    return { sound: Boolean(microphone), picture: Boolean(camera) };
  }

  #emitQuality(latest) {
    this.#emit("quality", { own: this.#level, samples: this.samples, latest });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
