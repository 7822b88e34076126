/** Runs on the browser's audio thread: converts the microphone to frames of a tenth of a second, 16,000 signed 16-bit samples a second. */
import { Resampler } from "./resampler.js";

const RATE = 16_000;
const FRAME = RATE / 10;
const FULL = 32_767;

class SpeechFrames extends AudioWorkletProcessor {
  #resampler = new Resampler(sampleRate, RATE);
  #frame = new Int16Array(FRAME);
  #filled = 0;
  #energy = 0;

  process([[sound]]) {
    if (sound) for (const sample of this.#resampler.push(sound)) this.#add(sample);
    return true;
  }

  #add(sample) {
    const clipped = Math.max(-1, Math.min(1, sample));
    this.#frame[this.#filled++] = Math.round(clipped * FULL);
    this.#energy += clipped * clipped;
    if (this.#filled < FRAME) return;
    const loudness = 10 * Math.log10(this.#energy / FRAME + 1e-10);
    const { buffer } = this.#frame;
    this.port.postMessage({ buffer, loudness, end: currentTime * 1000 }, [buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#filled = 0;
    this.#energy = 0;
  }
}

registerProcessor("speech-frames", SpeechFrames);
