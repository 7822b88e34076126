import { Devices } from "/resources/js/call/devices.js";
import { same } from "../assert.js";
import { until } from "./two-calls.js";

/** The other person's voice would otherwise fill the room without a word. */
export async function aSpeakerThatGoesAndReturnsIsSaid() {
  const speaker = (deviceId, label) => ({ kind: "audiooutput", deviceId, label });
  const [usual, phones] = [speaker("default", "Default - Speakers"), speaker("p", "Headphones")];
  let present = [usual, speaker("s", "Speakers"), phones];
  const media = Object.assign(new EventTarget(), {
    getUserMedia: async () => new MediaStream(),
    enumerateDevices: async () => present,
  });
  const devices = new Devices({ media });
  const swaps = [];
  devices.addEventListener("swapped", ({ detail }) => swaps.push(detail));
  const now = async (list) => {
    present = list;
    media.dispatchEvent(new Event("devicechange"));
    await until("the list is read", () => devices.list.speakers.length === list.length);
  };
  await devices.want("microphone", false);
  await devices.want("camera", false);
  await devices.open();
  await devices.choose("speaker", "p");
  await now([usual, speaker("s", "Speakers")]);
  same(swaps, [{ gone: "Headphones", now: "Speakers" }]);
  await now([usual, speaker("s", "Speakers"), phones]);
  same(swaps[1], { gone: null, now: "Headphones" });
  await now([speaker("default", "Default - Speakers"), phones]);
  same(swaps.length, 2, "another one that is not in use");
  devices.close();
  localStorage.clear();
}
