/**
 * What this person says, on its way to be written down: the microphone's sound, cut to speech. Nothing leaves the page while
 * it is not wanted, and a microphone that is switched off is not listened to.
 *
 * Event: `refused` {code}: see microphone-socket.js.
 */
import { MicrophoneSocket } from "./microphone-socket.js";
import { SpeechGate } from "./speech-gate.js";

const WORKLET = new URL("./speech-worklet.js", import.meta.url);
const FRAME_MILLIS = 100;

export class Speech extends EventTarget {
  #line;
  #gate = new SpeechGate();
  #ears = null;
  #track = null;
  #listening = 0;
  #said = 0;
  /** Until it has not been wanted for once, or the room has told something new. */
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
   * @param {{wanted: boolean, track: MediaStreamTrack|null, on: boolean, news: boolean}} now whether it may be written down;
   *     the microphone; whether it is switched on; and whether the room has told anything new, so that a no may have become a
   *     yes
   */
  follow({ wanted, track, on, news }) {
    if (!wanted || news) this.#refused = false;
    if (!wanted || !track || this.#refused) {
      this.#line.stop();
      this.#deafen();
      return;
    }
    this.#line.start();
    if (!on) this.#deafen();
    else if (track !== this.#track) this.#listen(track);
  }

  async #listen(track) {
    this.#deafen();
    this.#track = track;
    const turn = ++this.#listening;
    const context = new AudioContext();
    const close = () => context.close().catch(() => {});
    this.#ears = { close };
    await context.audioWorklet.addModule(WORKLET);
    // It was switched off, or replaced, while the module came.
    if (turn !== this.#listening) return;
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const frames = new AudioWorkletNode(context, "speech-frames", { numberOfOutputs: 0, channelCount: 1 });
    // Where the audio's clock stands on the page's: a message comes late at times, and never early.
    let behind = Infinity;
    frames.port.onmessage = ({ data: { buffer, loudness, end } }) => {
      if (turn !== this.#listening) return;
      behind = Math.min(behind, performance.now() - end);
      const start = Math.max(this.#said, end + behind - FRAME_MILLIS);
      this.#said = start;
      this.#take({ buffer, loudness, start, end: start + FRAME_MILLIS });
    };
    source.connect(frames);
    await context.resume();
  }

  #take(frame) {
    const { frames, rest } = this.#gate.take(frame);
    frames.forEach((one) => this.#line.say(one));
    if (rest) this.#line.rest();
  }

  #deafen() {
    this.#listening++;
    this.#track = null;
    this.#ears?.close();
    this.#ears = null;
    if (this.#gate.close()) this.#line.rest();
  }
}
