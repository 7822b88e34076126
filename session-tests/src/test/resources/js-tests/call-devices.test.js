import { Devices } from "/resources/js/call/devices.js";
import { IceServers } from "/resources/js/call/ice-servers.js";
import { level, testTone } from "/resources/js/call/level.js";
import { holds, same } from "./assert.js";
import { Computer, until } from "./two-calls.js";

async function withDevices(errors, test) {
  localStorage.clear();
  const computer = new Computer(errors);
  const devices = new Devices(computer);
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
  const devices = new Devices(undefined);
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
    const again = new Devices(computer);
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

export async function noiseSuppressionFollowsTheChoice() {
  await withDevices({}, async (devices) => {
    await devices.open();
    same(devices.track("microphone").getSettings().noiseSuppression, true);
    devices.noiseSuppression = false;
    await until("change", () => devices.track("microphone").getSettings().noiseSuppression === false);
    same(localStorage.getItem("call.noiseSuppression"), "false");
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
