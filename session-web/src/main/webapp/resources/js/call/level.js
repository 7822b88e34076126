/** The level of a microphone, and audio contexts that keep running. */

/** RMS of a voice at a normal distance, which is shown as full level. */
const LOUD = 0.25;
/** Decay for each animation frame, so that the meter falls smoothly. */
const FALL = 0.92;

/**
 * @param {MediaStream} stream with sound
 * @param {(value: number) => void} [show] called before each repaint
 * @returns {{value: number, running: boolean, stop: () => void}} `value` from 0 (silence) to 1; it stays 0 until the browser
 *     starts the audio context
 */
export function level(stream, show = () => {}) {
  if (stream.getAudioTracks().length === 0) return { value: 0, running: false, stop: () => show(0) };
  const { context, close } = openAudio();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  const source = context.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const meter = {
    value: 0,
    get running() {
      return context.state === "running";
    },
    stop() {
      cancelAnimationFrame(frame);
      source.disconnect();
      close();
      meter.value = 0;
      show(0);
    },
  };
  const measure = () => {
    analyser.getFloatTimeDomainData(samples);
    const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    meter.value = Math.min(1, Math.max(loudness / LOUD, meter.value * FALL));
    show(meter.value);
    frame = requestAnimationFrame(measure);
  };
  let frame = requestAnimationFrame(measure);
  return meter;
}

/**
 * An audio context that is kept running: a phone call, the system or a page without user interaction suspends a
 * context, and no browser resumes it by itself.
 *
 * @returns {{context: AudioContext, close: () => void}}
 */
export function openAudio() {
  const context = new AudioContext();
  const open = new AbortController();
  const resume = () => {
    // Safari's state during a phone call is "interrupted".
    if (context.state !== "running" && context.state !== "closed") context.resume().catch(() => {});
  };
  for (const [target, type] of [
    [context, "statechange"],
    [document, "visibilitychange"],
    [window, "pointerdown"],
    [window, "keydown"],
  ]) {
    target.addEventListener(type, resume, { signal: open.signal });
  }
  resume();
  const close = () => {
    open.abort();
    context.close().catch(() => {});
  };
  return { context, close };
}
