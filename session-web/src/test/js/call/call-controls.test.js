import { CallControls } from "/resources/js/call/call-controls.js";
import { same } from "../assert.js";

/** The controls with working devices, for a person who has switched their microphone off. */
async function withControls(test) {
  const place = document.createElement("div");
  place.innerHTML = ["microphone", "camera", "screen"].map((kind) => `<button id="control-${kind}"></button>`).join("");
  document.body.append(place);
  const call = { microphone: false, camera: true, media: { screen: false } };
  const devices = Object.assign(new EventTarget(), { microphone: "ON", camera: "ON" });
  const offers = [];
  const controls = new CallControls({
    call,
    devices,
    announcer: { say() {} },
    toast: { show: (_, action) => offers.push(action) },
    settings: { pushToTalk: false, open() {} },
    chosen() {},
  });
  try {
    await test({ controls, call, offers });
  } finally {
    place.remove();
  }
}

export async function theNoticeTurnsTheMicrophoneOnAlsoWhenItIsOnByThen() {
  await withControls(({ controls, call, offers }) => {
    controls.sayVoice("muted");
    controls.acts.microphone();
    same(call.microphone, true, "by its button");
    offers[0].run();
    same(call.microphone, true, "by the notice");
  });
}

export async function aButtonOfTheCallTurnsOnAndOff() {
  await withControls(({ controls, call }) => {
    controls.acts.camera();
    same(call.camera, false);
    controls.acts.camera();
    same(call.camera, true);
  });
}
