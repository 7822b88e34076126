/**
 * Sends this person's speech to be transcribed: the microphone's sound without silence. No sound leaves the page while
 * transcription is not allowed, and a microphone that is switched off is not recorded.
 *
 * Events: `refused` {code}: see microphone-socket.js. `flow` {flows}: whether sound comes from the microphone, or has stopped
 * although it is on; in that case the socket is closed, so that both people are notified.
 */
import { openAudio } from "../call/level.js";
import { MicrophoneSocket } from "./microphone-socket.js";
import { SpeechGate } from "./speech-gate.js";

// Also from the folder of the bundled modules, which is beside this one.
const WORKLET = new URL("../assistant/speech-worklet.js", import.meta.url);
const FRAME_MILLIS = 100;
/** In ms; frames normally come ten times a second. */
const STALLED_AFTER = 2000;
const WATCH = 1000;

export class Speech extends EventTarget {
  #line;
  #gate = new SpeechGate();
  #ears = null;
  #track = null;
  #listening = 0;
  #said = 0;
  #heardAt = 0;
  #flows = true;
  #watch = null;
  /** Reset when transcription is no longer wanted, or when the session's state changes. */
  #refused = false;

  /** @param {() => Promise<string>} ticket @param {string} url of the microphone's socket */
  constructor(ticket, url) {
    super();
    this.#line = new MicrophoneSocket(ticket, { url });
    this.#line.addEventListener("refused", ({ detail }) => {
      this.#refused = true;
      this.#deafen();
      this.dispatchEvent(new CustomEvent("refused", { detail }));
    });
  }

  /**
   * @param {{wanted: boolean, track: MediaStreamTrack|null, on: boolean, news: boolean}} now whether transcription is allowed;
   *     the microphone; whether it is switched on; and whether the session's state has changed, after which a refusal may no
   *     longer apply
   */
  follow({ wanted, track, on, news }) {
    if (!wanted || news) this.#refused = false;
    if (!wanted || !track || this.#refused) {
      this.#line.stop();
      this.#deafen();
      return;
    }
    if (!on) this.#deafen();
    else if (track !== this.#track) this.#listen(track);
    if (this.#flows) this.#line.start();
  }

  async #listen(track) {
    this.#deafen();
    this.#track = track;
    const turn = ++this.#listening;
    const { context, close } = openAudio();
    this.#ears = { close };
    this.#heardAt = performance.now();
    this.#watch = setInterval(() => this.#look(), WATCH);
    await context.audioWorklet.addModule(WORKLET);
    // It was switched off, or replaced, while the module was loading.
    if (turn !== this.#listening) return;
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const frames = new AudioWorkletNode(context, "speech-frames", { numberOfOutputs: 0, channelCount: 1 });
    // Offset between the audio clock and the page's clock: a message may be late, but never early, so the minimum counts.
    let behind = Infinity;
    frames.port.onmessage = ({ data: { buffer, loudness, end } }) => {
      if (turn !== this.#listening) return;
      this.#heardAt = performance.now();
      if (!this.#flows) this.#look();
      behind = Math.min(behind, performance.now() - end);
      const start = Math.max(this.#said, end + behind - FRAME_MILLIS);
      this.#said = start;
      this.#take({ buffer, loudness, start, end: start + FRAME_MILLIS });
    };
    source.connect(frames);
  }

  #look() {
    const flows = performance.now() - this.#heardAt < STALLED_AFTER;
    if (flows === this.#flows) return;
    if (flows) this.#line.start();
    else this.#line.stop();
    this.#become(flows);
  }

  #become(flows) {
    if (flows === this.#flows) return;
    this.#flows = flows;
    this.dispatchEvent(new CustomEvent("flow", { detail: { flows } }));
  }

  #take(frame) {
    const { frames, rest } = this.#gate.take(frame);
    frames.forEach((one) => this.#line.say(one));
    if (rest) this.#line.rest();
  }

  #deafen() {
    this.#listening++;
    clearInterval(this.#watch);
    this.#become(true);
    this.#track = null;
    this.#ears?.close();
    this.#ears = null;
    if (this.#gate.close()) this.#line.rest();
  }
}
