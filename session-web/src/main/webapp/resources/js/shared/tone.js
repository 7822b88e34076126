/** A tone: it tests the speaker, and calls a person who looks elsewhere. */
const TONE = { frequency: 523.25, seconds: 0.6, loudness: 0.2, ramp: 0.05 };

/**
 * Plays a short, soft tone.
 * @param {string} [speakerId] empty for the system's default, which is also used if the browser cannot choose
 * @returns {Promise<void>} when it has been played
 */
export async function testTone(speakerId = "") {
  const context = new AudioContext();
  try {
    if (speakerId) await context.setSinkId?.(speakerId);
    await context.resume();
    const end = context.currentTime + TONE.seconds;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.linearRampToValueAtTime(TONE.loudness, context.currentTime + TONE.ramp);
    gain.gain.setValueAtTime(TONE.loudness, end - TONE.ramp);
    gain.gain.linearRampToValueAtTime(0, end);
    const tone = new OscillatorNode(context, { frequency: TONE.frequency });
    tone.connect(gain).connect(context.destination);
    const over = new Promise((resolve) => tone.addEventListener("ended", resolve, { once: true }));
    tone.start();
    tone.stop(end);
    await over;
  } finally {
    await context.close();
  }
}
