import { Speech } from "/resources/js/assistant/speech.js";
import { Resampler } from "/resources/js/assistant/resampler.js";
import { SpeechGate } from "/resources/js/assistant/speech-gate.js";
import { holds, same } from "../assert.js";
import { until } from "../call/two-calls.js";

/* The resampler */

const tone = (frequency, rate, seconds = 1) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * frequency * i) / rate));

/** In chunks of the size that browsers use. */
function resampled(sound, from, to) {
  const resampler = new Resampler(from, to);
  const made = [];
  for (let at = 0; at < sound.length; at += 128) made.push(...resampler.push(sound.subarray(at, at + 128)));
  return made;
}

/** In dB, without the beginning, where the filter still fills. */
function loudness(sound) {
  const steady = sound.slice(200);
  return 10 * Math.log10(steady.reduce((sum, value) => sum + value * value, 0) / steady.length + 1e-12);
}

export function aVoiceKeepsItsLoudnessAtAnyRate() {
  for (const rate of [16_000, 44_100, 48_000]) {
    for (const frequency of [120, 1000, 3400, 6500]) {
      const made = resampled(tone(frequency, rate), rate, 16_000);
      holds(Math.abs(loudness(made) + 3.01) < 0.3, `${frequency} Hz at ${rate}: ${loudness(made)} dB`);
    }
  }
}

export function whatIsTooHighDoesNotComeBackAsSomethingElse() {
  for (const rate of [44_100, 48_000]) {
    for (const frequency of [9500, 12_000, 15_000]) {
      const made = resampled(tone(frequency, rate), rate, 16_000);
      holds(loudness(made) < -50, `${frequency} Hz at ${rate}: ${loudness(made)} dB`);
    }
  }
}

export function asManySamplesComeOutAsASecondHas() {
  for (const rate of [16_000, 44_100, 48_000]) {
    const made = resampled(tone(440, rate, 4), rate, 16_000).length;
    holds(made > 63_900 && made <= 64_010, `${made} at ${rate}`);
  }
}

/* The gate */

const frame = (number, loudness) => ({ number, loudness });

/** The output of the gate, frame by frame: the numbers of the frames, and "rest". */
function heard(...loudnesses) {
  const gate = new SpeechGate();
  return loudnesses.map((loudness, number) => {
    const { frames, rest } = gate.take(frame(number, loudness));
    return [...frames.map((one) => one.number), ...(rest ? ["rest"] : [])];
  });
}

const QUIET = -70;
const VOICE = -25;
const times = (count, value) => Array.from({ length: count }, () => value);

export function silenceStaysHere() {
  same(heard(...times(50, QUIET)).flat(), []);
  same(heard(...times(50, -100)).flat(), []);
}

export function whatCameJustBeforeSpeechGoesAlong() {
  const out = heard(...times(20, QUIET), VOICE, VOICE);
  same(out[19], []);
  same(out[20], [17, 18, 19, 20]);
  same(out[21], [21]);
}

export function aShortPauseDoesNotEndARunOfSpeech() {
  const out = heard(...times(10, QUIET), VOICE, ...times(7, QUIET), VOICE, ...times(8, QUIET), ...times(5, QUIET));
  const all = out.flat();
  same(
    all.filter((one) => one === "rest").length,
    1,
  );
  same(all.at(-1), "rest");
  same(all.filter((one) => one !== "rest").length, 3 + 1 + 7 + 1 + 8);
}

export function nothingGoesOutTwice() {
  const out = heard(...times(5, QUIET), VOICE, ...times(12, QUIET), VOICE, ...times(20, QUIET)).flat();
  const frames = out.filter((one) => one !== "rest");
  same(frames.length, new Set(frames).size);
}

export function aFanIsNotTakenForSpeechForLong() {
  const out = heard(...times(200, -45));
  same(out.slice(150).flat(), []);
}

export function whoSpeaksOverAFanIsHeard() {
  const out = heard(...times(200, -45), ...times(10, VOICE));
  same(out.slice(201).map((one) => one.length), times(9, 1));
}

export function whoSpeaksWithoutPauseIsHeardToTheEnd() {
  same(heard(...times(600, VOICE)).flat().length, 600);
}

export function aClosedGateSaysWhetherSomebodyWasSpeaking() {
  const gate = new SpeechGate();
  gate.take(frame(0, VOICE));
  same(gate.close(), true);
  same(gate.close(), false);
  same(gate.take(frame(1, VOICE)).frames.length, 1, "what came before the closing is gone");
}

/* The path of the sound */

/** Counted sockets that are never answered. */
class SilentSocket extends EventTarget {
  static open = 0;
  readyState = WebSocket.OPEN;
  bufferedAmount = 0;

  constructor() {
    super();
    SilentSocket.open++;
  }

  send() {}

  close() {
    SilentSocket.open--;
  }
}

/** Replaces the worklet, because tests have no server from which it could be loaded. */
class Frames extends GainNode {
  port = { onmessage: null };

  constructor(context) {
    super(context);
    const timer = setInterval(() => {
      if (context.state === "closed") clearInterval(timer);
      if (context.state !== "running") return;
      this.port.onmessage?.({ data: { buffer: new ArrayBuffer(3200), loudness: -80, end: context.currentTime * 1000 } });
    }, 100);
  }
}

export async function soundThatStopsThoughItIsOnIsSaidAndClosesTheLine() {
  const { WebSocket: real, AudioContext: realContext, AudioWorkletNode: realNode } = window;
  const contexts = [];
  window.WebSocket = Object.assign(SilentSocket, { OPEN: real.OPEN });
  window.AudioContext = class extends realContext {
    constructor() {
      super();
      contexts.push(this);
    }

    get audioWorklet() {
      return { addModule: async () => {} };
    }
  };
  window.AudioWorkletNode = Frames;
  const sound = new realContext();
  const speech = new Speech(async () => "ticket", "wss://nowhere.test/");
  const flows = [];
  speech.addEventListener("flow", ({ detail }) => flows.push(detail.flows));
  try {
    const [track] = new MediaStreamAudioDestinationNode(sound).stream.getTracks();
    const listen = (on) => speech.follow({ wanted: true, track, on, news: false });
    listen(true);
    await until("line", () => SilentSocket.open === 1);
    const [context] = contexts;
    await until("sound", () => context.state === "running");
    // The system prevents the context from resuming.
    context.resume = async () => {};
    await context.suspend();
    await until("word of it", () => flows.length === 1);
    same([flows, SilentSocket.open], [[false], 0]);
    delete context.resume;
    await context.resume();
    await until("word of its return", () => flows.length === 2);
    await until("the line again", () => SilentSocket.open === 1);
    context.resume = async () => {};
    await context.suspend();
    await until("word of it again", () => flows.length === 3);
    listen(false);
    same(flows, [false, true, false, true], "a microphone that is off does not stall");
  } finally {
    speech.follow({ wanted: false, track: null, on: false, news: false });
    window.WebSocket = real;
    window.AudioContext = realContext;
    window.AudioWorkletNode = realNode;
    await sound.close();
  }
}
