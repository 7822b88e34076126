/** Limits for sending pictures. */

const BALANCED = "balanced";

/**
 * Bit/s, scale-down factor, frames a second, and what degrades first when bandwidth or processor are insufficient.
 * A face at 1.2 Mbit/s is 720p; at 350 kbit/s it is 360p; text on a screen needs resolution more than motion.
 */
const SHAPES = {
  FULL: { maxBitrate: 1_200_000, scaleResolutionDownBy: 1, maxFramerate: 30, preference: BALANCED },
  REDUCED: { maxBitrate: 350_000, scaleResolutionDownBy: 2, maxFramerate: 20, preference: BALANCED },
  AUDIO_ONLY: { maxBitrate: 350_000, scaleResolutionDownBy: 2, maxFramerate: 20, preference: BALANCED },
  SCREEN_REDUCED: { maxBitrate: 350_000, scaleResolutionDownBy: 1, maxFramerate: 5, preference: "maintain-resolution" },
  SCREEN: { maxBitrate: 1_200_000, scaleResolutionDownBy: 1, maxFramerate: 15, preference: "maintain-resolution" },
};

/**
 * @param {RTCRtpSender} sender of a picture; before its first description it has no encoding yet, and nothing is changed
 * @param {string} name FULL, REDUCED, AUDIO_ONLY (for when the picture comes back), SCREEN or SCREEN_REDUCED
 */
export async function shape(sender, name) {
  const parameters = sender.getParameters();
  const { preference, ...limits } = SHAPES[name];
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  const fits = Object.entries(limits).every(([limit, value]) => encoding[limit] === value);
  if (fits && parameters.degradationPreference === preference) return;
  Object.assign(encoding, limits);
  parameters.degradationPreference = preference;
  await sender.setParameters(parameters);
}
