/** Browser features that a session needs, checked before a single-use link is redeemed. */

/** Embedded browsers of other apps, which often have no camera, and whose cookies are lost with them. */
const INSIDE = /; wv\)|\bFBA[NV]\/|Instagram|WhatsApp|Line\/|MicroMessenger|LinkedInApp|Snapchat|TikTok|musical_ly|Pinterest|Twitter/;

/**
 * @param {{navigator: Navigator}} window replaced in tests
 * @returns {"cookies"|"camera"|"window"|null} the most serious missing feature: `cookies` (the seat could not be kept),
 *     `camera` (neither picture nor sound), `window` (may fail, because it is an embedded browser)
 */
export function lacking(window) {
  const { navigator } = window;
  if (!navigator.cookieEnabled) return "cookies";
  if (!navigator.mediaDevices?.getUserMedia || !window.RTCPeerConnection) return "camera";
  return INSIDE.test(navigator.userAgent) ? "window" : null;
}
