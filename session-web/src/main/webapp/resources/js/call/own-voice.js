/** Detects problems of one's own microphone that one cannot hear: talking while it is off, or a microphone without sound. */
import { level } from "./level.js";

/** Shares of the full level: above the first is talking, below the second is no sound at all, which does not occur in a room. */
const TALKING = 0.12;
const NOTHING = 1e-4;
const EVERY = 200;
/** In ms: minimum duration of talking, pause before it is reported again, and maximum time without sound. */
const TALKED = 1000;
const AGAIN = 30_000;
const SILENT = 20_000;

/** Evaluates one microphone's level five times a second. */
export class VoiceWatch {
  #talked = 0;
  #toldMuted = -Infinity;
  #soundAt = null;
  #toldSilent = false;

  /**
   * @param {number} value from 0 to 1 @param {boolean} on whether it is switched on @param {number} now ms
   * @returns {"muted"|"silent"|null} a problem to report now: talking while it is off, or no sound
   */
  take(value, on, now) {
    if (on) {
      this.#talked = 0;
      if (value > NOTHING) this.#soundAt = now;
      this.#soundAt ??= now;
      if (this.#toldSilent || now - this.#soundAt < SILENT) return null;
      this.#toldSilent = true;
      return "silent";
    }
    this.#soundAt = null;
    this.#talked = Math.max(0, this.#talked + (value > TALKING ? EVERY : -EVERY));
    if (this.#talked < TALKED || now - this.#toldMuted < AGAIN) return null;
    this.#toldMuted = now;
    return "muted";
  }
}

export class OwnVoice {
  #tell;
  #track = null;
  #on = false;
  #stop = () => {};

  /** @param {(what: "muted"|"silent") => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** @param {MediaStreamTrack|null} track null while nobody could hear it anyway @param {boolean} on */
  follow(track, on) {
    this.#on = on;
    if (track === this.#track) return;
    this.#stop();
    this.#track = track;
    this.#stop = track ? this.#listen(track) : () => {};
  }

  #listen(track) {
    const meter = level(new MediaStream([track]));
    const watch = new VoiceWatch();
    const timer = setInterval(() => {
      // In a hidden page the meter does not run, so nothing is evaluated.
      if (!meter.running || document.hidden) return;
      const what = watch.take(meter.value, this.#on, performance.now());
      if (what) this.#tell(what);
    }, EVERY);
    return () => {
      clearInterval(timer);
      meter.stop();
    };
  }
}
