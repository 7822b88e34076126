/** What a browser can do that a session needs, asked before a link that is good once is used up. */

/** Windows inside other programs, which often have no camera, and whose cookies end with them. */
const INSIDE = /; wv\)|\bFBA[NV]\/|Instagram|WhatsApp|Line\/|MicroMessenger|LinkedInApp|Snapchat|TikTok|musical_ly|Pinterest|Twitter/;

/**
 * @param {{navigator: Navigator}} window what tests replace
 * @returns {"cookies"|"camera"|"window"|null} what is lacking, the worst first: `cookies` (the seat could not be kept),
 *     `camera` (neither seen nor heard), `window` (may not be, a window inside another program)
 */
export function lacking(window) {
  const { navigator } = window;
  if (!navigator.cookieEnabled) return "cookies";
  if (!navigator.mediaDevices?.getUserMedia || !window.RTCPeerConnection) return "camera";
  return INSIDE.test(navigator.userAgent) ? "window" : null;
}
