/**
 * Converts the sample rate of sound piece by piece, with a windowed sinc that removes frequencies above half of the lower
 * rate, which would cause aliasing.
 */
const ZERO_CROSSINGS = 16;
/** End of the passband, as a share of half of the lower rate. */
const PASS = 0.92;
/** Stored kernel values between two samples; others are interpolated linearly. */
const STEPS = 256;

export class Resampler {
  #ratio;
  #half;
  #kernel;
  #history;
  #at;

  /** @param {number} from @param {number} to rates in Hz */
  constructor(from, to) {
    this.#ratio = from / to;
    const cutoff = PASS * Math.min(1, to / from);
    this.#half = Math.ceil(ZERO_CROSSINGS / cutoff);
    this.#kernel = kernel(cutoff, this.#half);
    this.#history = new Float32Array(2 * this.#half);
    this.#at = this.#half;
  }

  /**
   * @param {Float32Array} samples the next ones
   * @returns {Float32Array} the output for them and the previous ones; delayed by a few samples
   */
  push(samples) {
    const known = new Float32Array(this.#history.length + samples.length);
    known.set(this.#history);
    known.set(samples, this.#history.length);
    const made = [];
    while (this.#at + this.#half < known.length) {
      made.push(this.#sample(known));
      this.#at += this.#ratio;
    }
    const used = Math.floor(this.#at) - this.#half;
    this.#history = known.slice(used);
    this.#at -= used;
    return Float32Array.from(made);
  }

  #sample(known) {
    const centre = Math.floor(this.#at);
    const apart = this.#at - centre;
    let sum = 0;
    for (let i = 1 - this.#half; i <= this.#half; i++) {
      const place = Math.abs(i - apart) * STEPS;
      const step = Math.floor(place);
      const weight = this.#kernel[step] + (place - step) * (this.#kernel[step + 1] - this.#kernel[step]);
      sum += weight * known[centre + i];
    }
    return sum;
  }
}

/** One half of the symmetric kernel: a sinc with a Blackman window. */
function kernel(cutoff, half) {
  const values = new Float32Array(half * STEPS + 2);
  for (let i = 0; i < half * STEPS; i++) {
    const x = i / STEPS;
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
    const turn = (Math.PI * x) / half;
    values[i] = sinc * (0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn));
  }
  return values;
}
