/** What somebody should know of their own microphone and cannot hear: they talk while it is off, or nothing comes from it. */
import { level } from "./level.js";

/** Of a full level: louder is talking, and below this is no sound at all, which no room is. */
const TALKING = 0.12;
const NOTHING = 1e-4;
const EVERY = 200;
/** In ms: talking for so long, how long it is not told again, and how long nothing may come. */
const TALKED = 1000;
const AGAIN = 30_000;
const SILENT = 20_000;

/** One microphone's sound, looked at five times a second. */
export class VoiceWatch {
  #talked = 0;
  #toldMuted = -Infinity;
  #soundAt = null;
  #toldSilent = false;

  /**
   * @param {number} value from 0 to 1 @param {boolean} on whether it is switched on @param {number} now ms
   * @returns {"muted"|"silent"|null} what should be told now: that they talk though it is off, or that nothing comes from it
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
      // Out of sight the meter rests, and so would what is told.
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
