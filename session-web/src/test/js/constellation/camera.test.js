import { Camera } from "/resources/js/constellation/camera.js";
import { LIMITS } from "/resources/js/constellation/constellation.js";
import { same } from "../assert.js";

const carpet = (width, height, narrow) => {
  const camera = new Camera();
  camera.resize(width, height, narrow);
  camera.fit([]);
  return 2 * LIMITS.carpet * camera.zoom;
};

/** On a laptop with the panel open the view is narrower than a phone's window is wide, but the bars are not a phone's. */
export function theCarpetUsesANarrowViewOfAWideWindow() {
  same(carpet(614, 586, false) > 440, true, "panel open");
  same(carpet(614, 586, true) < carpet(614, 586, false), true, "a phone has higher bars");
}
