import { CallControls } from "/resources/js/call/call-controls.js";
import { same } from "../assert.js";

/** The controls with working devices, for a person who has switched their microphone off. */
async function withControls(test) {
  const place = document.createElement("div");
  place.innerHTML = ["microphone", "camera", "screen"].map((kind) => `<button id="control-${kind}"></button>`).join("");
  document.body.append(place);
  const call = Object.assign(new EventTarget(), { microphone: false, camera: true, screen: "OFF", media: {} });
  const devices = Object.assign(new EventTarget(), { microphone: "ON", camera: "ON" });
  const offers = [];
  const shown = [];
  const controls = new CallControls({
    call,
    devices,
    announcer: { say() {} },
    toast: { show: (text, action) => offers.push(action) && shown.push(text) },
    settings: { pushToTalk: false, open() {} },
    chosen() {},
  });
  try {
    await test({ controls, call, devices, offers, shown });
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

export async function aPauseSaysThatItHasEndedTheScreen() {
  await withControls(({ controls, call, shown }) => {
    const button = document.getElementById("control-screen");
    controls.follow({ shown: true, held: false, mayShare: true });
    call.screen = "ON";
    controls.show();
    same(button.getAttribute("aria-pressed"), "true");
    call.screen = "OFF";
    controls.follow({ shown: true, held: true, mayShare: true });
    same([button.getAttribute("aria-pressed"), button.disabled, shown], ["false", true, ["screen.paused"]]);
    controls.follow({ shown: true, held: false, mayShare: true });
    same([button.disabled, shown.length], [false, 1]);
  });
}

export async function aMutedScreenIsStillTheOneThatTheButtonEnds() {
  await withControls(({ controls, call, shown }) => {
    controls.follow({ shown: true, held: false, mayShare: true });
    call.screen = "MUTED";
    call.stopScreen = () => (call.screen = "OFF");
    call.dispatchEvent(new CustomEvent("screen", { detail: { state: "MUTED" } }));
    const button = document.getElementById("control-screen");
    same([shown, button.getAttribute("aria-pressed"), button.hasAttribute("data-held")], [["screen.muted"], "true", true]);
    controls.acts.screen();
    same(call.screen, "OFF");
  });
}

export async function aHeadsetThatGoesIsSaidAsAWhole() {
  await withControls(({ controls, devices, shown }) => {
    controls.follow({ shown: true, held: false, mayShare: false });
    devices.dispatchEvent(new CustomEvent("swapped", { detail: { gone: "Headset", now: "Built-in" } }));
    devices.dispatchEvent(new CustomEvent("swapped", { detail: { gone: "Phones", now: "Speakers" } }));
    same(shown[1].startsWith(`${shown[0]} `), true, shown[1]);
  });
}
