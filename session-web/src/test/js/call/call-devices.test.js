import { Devices } from "/resources/js/call/devices.js";
import { IceServers } from "/resources/js/call/ice-servers.js";
import { level, openAudio } from "/resources/js/call/level.js";
import { testTone } from "/resources/js/shared/tone.js";
import { holds, same } from "../assert.js";
import { VoiceWatch } from "/resources/js/call/own-voice.js";
import { Computer, cutOff, until } from "./two-calls.js";

async function withDevices(errors, test) {
  localStorage.clear();
  const computer = new Computer(errors);
  const devices = new Devices({ media: computer });
  try {
    await test(devices, computer);
  } finally {
    devices.close();
    localStorage.clear();
  }
}

const states = ({ microphone, camera }) => [microphone, camera];

export async function nothingIsAskedForBeforeItIsOpened() {
  await withDevices({}, (devices, computer) => {
    same(states(devices), ["OFF", "OFF"]);
    same([computer.asked.length, devices.opened, devices.stream.getTracks().length], [0, false, 0]);
  });
}

export async function bothAreAskedForAtOnce() {
  await withDevices({}, async (devices, computer) => {
    await devices.open();
    same(states(devices), ["ON", "ON"]);
    same(computer.asked.length, 1, "questions to the person");
    holds(devices.list.microphones.length > 0 && devices.list.cameras.length > 0, "there is a choice");
    same(devices.chosen.speaker, "");
  });
}

export async function aDeviceThatIsNotWantedIsLetGoUntilItIsWantedAgain() {
  await withDevices({}, async (devices, computer) => {
    await devices.open();
    const track = devices.track("camera");
    await devices.want("camera", false);
    same([track.readyState, ...states(devices)], ["ended", "ON", "OFF"]);
    await devices.retry();
    same([states(devices)[1], computer.asked.length], ["OFF", 1]);
    await devices.want("camera", false);
    await devices.want("camera", true);
    same([states(devices)[1], computer.asked.length], ["ON", 2]);
    holds(devices.track("camera"), "a picture");
  });
}

export async function whatIsNotWantedIsNotAskedFor() {
  await withDevices({}, async (devices, computer) => {
    await devices.want("camera", false);
    await devices.open();
    same(states(devices), ["ON", "OFF"]);
    same(computer.asked.map(Object.keys), [["audio"]]);
  });
}

export async function aQuestionThatNobodyAnswersDoesNotKeepTheCallFromBeginning() {
  const media = Object.assign(new EventTarget(), {
    getUserMedia: () => new Promise(() => {}),
    enumerateDevices: async () => [],
  });
  const devices = new Devices({ media, unanswered: 10 });
  devices.open();
  same(devices.opened, false);
  await until("it begins", () => devices.opened);
  same(states(devices), ["OFF", "OFF"]);
  devices.close();
  same(devices.opened, false);
}

export async function eachReasonHasItsWord() {
  const words = {
    NotAllowedError: "DENIED",
    NotFoundError: "ABSENT",
    NotReadableError: "BUSY",
    OverconstrainedError: "ABSENT",
  };
  for (const [error, word] of Object.entries(words)) {
    await withDevices({ microphone: error, camera: error }, async (devices) => {
      await devices.open();
      same([...states(devices), devices.opened], [word, word, true], error);
    });
    await withDevices({ camera: error }, async (devices) => {
      await devices.open();
      same(states(devices), ["ON", word], error);
      same(
        devices.stream.getTracks().map(({ kind }) => kind),
        ["audio"],
      );
    });
  }
}

export async function withoutASecureContextThereAreNoDevices() {
  const devices = new Devices();
  Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
  try {
    const none = new Devices();
    await none.open();
    same([...states(none), none.opened], ["ABSENT", "ABSENT", true]);
  } finally {
    delete navigator.mediaDevices;
    devices.close();
  }
}

export async function theChoiceIsRememberedOnThisComputer() {
  await withDevices({}, async (devices, computer) => {
    await devices.open();
    const other = devices.list.microphones.find(({ id }) => id !== devices.chosen.microphone);
    same(await devices.choose("microphone", other.id), true);
    same(await devices.choose("speaker", devices.list.speakers.at(-1).id), true);
    const again = new Devices({ media: computer });
    await again.open();
    same(again.chosen.microphone, other.id);
    same(again.chosen.speaker, devices.list.speakers.at(-1).id);
    again.close();
  });
}

export async function aDeviceThatCannotBeTakenLeavesTheOneInUse() {
  await withDevices({}, async (devices) => {
    await devices.open();
    const { microphone } = devices.chosen;
    same(await devices.choose("microphone", "not there"), false);
    same([devices.chosen.microphone, devices.microphone], [microphone, "ON"]);
    same(localStorage.getItem("call.microphone"), null);
  });
}

export async function whatIsAllowedLaterIsAskedForAgain() {
  await withDevices({ microphone: "NotAllowedError", camera: "NotReadableError" }, async (devices, computer) => {
    await devices.open();
    computer.errors = {};
    await devices.retry();
    same(states(devices), ["ON", "ON"]);
  });
}

export async function whatIsPluggedInIsTaken() {
  await withDevices({ camera: "NotFoundError" }, async (devices, computer) => {
    await devices.open();
    same(devices.list.cameras, []);
    computer.giveBack("camera");
    await until("camera", () => devices.camera === "ON");
    holds(devices.list.cameras.length > 0, "the list names it");
  });
}

export async function whatTheSystemCutsOffIsNotOn() {
  await withDevices({}, async (devices) => {
    await devices.open();
    const microphone = devices.track("microphone");
    let changes = 0;
    devices.addEventListener("change", () => changes++);
    cutOff(microphone, true);
    same([devices.microphone, devices.track("microphone"), changes], ["MUTED", null, 1]);
    same([devices.chosen.microphone, devices.camera], [microphone.getSettings().deviceId, "ON"]);
    cutOff(microphone, false);
    same([devices.microphone, devices.track("microphone") === microphone, changes], ["ON", true, 2]);
  });
}

export async function aCutOffMicrophoneIsAskedForAnewByHand() {
  await withDevices({}, async (devices) => {
    await devices.open();
    const before = devices.track("microphone");
    cutOff(before, true);
    await devices.retry();
    same(devices.microphone, "ON");
    holds(devices.track("microphone") !== before, "it is another track");
  });
}

export async function aHeadsetThatComesBackIsTakenAgain() {
  for (const chosen of [true, false]) {
    await withDevices({}, async (devices, computer) => {
      await devices.open();
      const swaps = [];
      devices.addEventListener("swapped", ({ detail }) => swaps.push(detail));
      if (chosen) {
        const other = devices.list.microphones.find(({ id }) => id !== devices.chosen.microphone);
        await devices.choose("microphone", other.id);
      }
      const { label } = devices.track("microphone");
      const headset = computer.unplug(devices.track("microphone"));
      await until("another microphone", () => devices.microphone === "ON" && swaps.length === 1);
      holds(devices.chosen.microphone !== headset, "it is another one");
      same(swaps[0].gone, label);
      computer.plugIn(headset);
      await until("the headset", () => devices.chosen.microphone === headset && swaps.length === 2);
      same(swaps[1], { gone: null, now: label });
      computer.dispatchEvent(new Event("devicechange"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      same(swaps.length, 2, "news");
    });
  }
}

export async function soundThatTheSystemStoppedGoesOnByItself() {
  const { context, close } = openAudio();
  await until("sound", () => context.state === "running");
  await context.suspend();
  await until("sound again", () => context.state === "running");
  close();
  await until("the end", () => context.state === "closed");
}

/** The reports of a watch that takes five readings a second for this many seconds. */
const told = (watch, seconds, value, on, from = 0) =>
  Array.from({ length: seconds * 5 }, (_, i) => watch.take(value, on, from + i * 200)).filter(Boolean);

export function whoTalksWhileMutedIsToldOnceInAWhile() {
  same(told(new VoiceWatch(), 30, 0.5, false), ["muted"]);
  same(told(new VoiceWatch(), 60, 0.5, false), ["muted", "muted"]);
  same(told(new VoiceWatch(), 60, 0.05, false), [], "a quiet room");
  same(told(new VoiceWatch(), 60, 0.5, true), [], "who is heard");
  same(told(new VoiceWatch(), 0.6, 0.5, false), [], "a cough");
}

export function aMicrophoneFromWhichNothingComesIsToldOnce() {
  const watch = new VoiceWatch();
  same(told(watch, 19, 0, true), []);
  same(told(watch, 60, 0, true, 19_000), ["silent"]);
  same(told(new VoiceWatch(), 60, 0.001, true), [], "a quiet room is not nothing");
  same(told(new VoiceWatch(), 60, 0, false), [], "it is off");
}

export async function noiseSuppressionFollowsTheChoice() {
  await withDevices({}, async (devices) => {
    await devices.open();
    same(devices.track("microphone").getSettings().noiseSuppression, true);
    devices.noiseSuppression = false;
    await until("change", () => devices.track("microphone").getSettings().noiseSuppression === false);
    same(localStorage.getItem("call.noiseSuppression:"), "false");
  });
}

export async function blurIsOfferedOnlyWhereTheComputerCanDoItItself() {
  await withDevices({}, async (devices) => {
    await devices.open();
    const can = Boolean(devices.track("camera").getCapabilities().backgroundBlur?.includes(true));
    devices.blur = true;
    same([devices.blurSupported, devices.blur], [can, can]);
  });
}

export async function closedDevicesAreOff() {
  await withDevices({}, async (devices) => {
    await devices.open();
    const tracks = devices.stream.getTracks();
    devices.close();
    same(
      tracks.map(({ readyState }) => readyState),
      ["ended", "ended"],
    );
    same(states(devices), ["OFF", "OFF"]);
  });
}

export async function theMeterMovesAndStops() {
  const context = new AudioContext();
  await context.resume();
  const loud = new MediaStreamAudioDestinationNode(context);
  const tone = new OscillatorNode(context);
  tone.connect(loud);
  tone.start();
  const shown = [];
  const meter = level(loud.stream, (value) => shown.push(value));
  try {
    await until("level", () => meter.value > 0.5);
    holds(
      shown.every((value) => value >= 0 && value <= 1),
      "values are between 0 and 1",
    );
  } finally {
    meter.stop();
    await context.close();
  }
  same([meter.value, shown.at(-1)], [0, 0]);
  const count = shown.length;
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  same(shown.length, count, "pictures after the end");
}

export async function withoutAMicrophoneTheMeterStaysAtZero() {
  const meter = level(new MediaStream());
  same(meter.value, 0);
  meter.stop();
}

export async function theToneEnds() {
  await testTone();
  const speakers = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "audiooutput");
  if (speakers[0]?.deviceId) await testTone(speakers[0].deviceId);
}

export async function credentialsAreRenewedBeforeTheyEndWhateverTheClocksSay() {
  const real = window.setTimeout;
  const delays = [];
  window.setTimeout = (action, delay) => {
    delays.push(Math.round(delay / 1000));
    return 0;
  };
  try {
    for (const minutes of [10, 10 - 120, 10 + 120]) {
      const expiresAt = new Date(Date.now() + minutes * 60_000).toISOString();
      const servers = new IceServers(
        async () => ({ iceServers: [], relayOnly: true, expiresAt }),
        () => {},
      );
      same((await servers.current()).iceTransportPolicy, "relay");
    }
  } finally {
    window.setTimeout = real;
  }
  same(delays, [480, 30, 480], "seconds: right clock, two hours ahead, two hours behind");
}
