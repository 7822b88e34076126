import { holds, same } from "../assert.js";
import { bothConnected, bothOpen, Computer, cutOff, meeting, seesAndHears, staysQuiet, until, withTwo } from "./two-calls.js";
import { Devices } from "/resources/js/call/devices.js";

const without = (errors) => ({ devices: new Devices({ media: new Computer(errors) }) });

export async function bothSeeAndHearEachOther() {
  await meeting(async (therapist, client) => {
    await seesAndHears(therapist);
    await seesAndHears(client);
    same(therapist.states, ["CONNECTING", "CONNECTED"]);
    same(client.states, ["CONNECTING", "CONNECTED"]);
  });
}

export async function nothingIsSignalledBeforeTheDevicesAreOpen() {
  await withTwo(async (therapist, client) => {
    const devices = new Devices();
    await client.open();
    therapist.openWithoutDevices(devices);
    client.follow();
    therapist.follow();
    await until("hello of the client", () => client.sent.filter(({ hello }) => hello).length > 1);
    same(therapist.call.state.state, "IDLE");
    holds(!therapist.sent.some(({ type }) => type === "signal"), "the therapist's page is silent");
    await devices.open();
    await bothConnected(therapist, client);
    await seesAndHears(client);
  });
}

export async function aMutedMicrophoneCarriesNothing() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    therapist.call.microphone = false;
    await until("word of it", () => client.call.otherMedia?.microphone === false);
    await staysQuiet(client);
    const frames = await client.frames();
    await until("picture as before", async () => (await client.frames()) > frames + 2);
    therapist.call.microphone = true;
    await seesAndHears(client);
  });
}

export async function aCameraThatIsOffSendsNoPicture() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    therapist.call.camera = false;
    await until("word of it", () => client.call.otherMedia?.camera === false);
    await staysDark(client);
    same(therapist.call.media.microphone, true);
    therapist.call.camera = true;
    await seesAndHears(client);
  });
}

async function staysDark(person) {
  await until("the last picture on its way", async () => {
    const packets = await person.picturePackets();
    const sound = await person.soundPackets();
    await until("sound as before", async () => (await person.soundPackets()) > sound + 30);
    return (await person.picturePackets()) === packets;
  });
}

export async function theCallWorksWithoutACamera() {
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      await until("sound from the client", async () => (await therapist.sound()) > 0);
      same(client.devices.camera, "ABSENT");
      same(client.call.media.camera, false);
      same(await therapist.frames(), 0);
    },
    { ofClient: without({ camera: "NotFoundError" }) },
  );
}

export async function theCallWorksWithoutAMicrophone() {
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      await until("picture of the client", () => therapist.video.videoWidth > 0 && therapist.video.currentTime > 0);
      same(client.devices.microphone, "BUSY");
      same(await therapist.soundPackets(), 0);
    },
    { ofClient: without({ microphone: "NotReadableError" }) },
  );
}

export async function oneWithoutAnyDeviceSeesAndHears() {
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      same([client.devices.microphone, client.devices.camera], ["DENIED", "DENIED"]);
      same([await therapist.frames(), await therapist.soundPackets()], [0, 0]);
    },
    { ofClient: without({ microphone: "NotAllowedError", camera: "NotAllowedError" }) },
  );
}

export async function aDeniedCameraIsAllowedInTheCall() {
  const computer = new Computer({ camera: "NotAllowedError" });
  await meeting(
    async (therapist, client) => {
      const descriptions = offers(client).length + offers(therapist).length;
      computer.giveBack("camera");
      await client.devices.retry();
      await seesAndHears(therapist);
      same(client.devices.camera, "ON");
      same(offers(client).length + offers(therapist).length, descriptions, "offers");
    },
    { ofClient: { devices: new Devices({ media: computer }) } },
  );
}

const offers = ({ sent }) => sent.filter(({ description }) => description?.type === "offer");

export async function anotherMicrophoneIsTakenWithoutNegotiating() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    const before = [...therapist.sent, ...client.sent].filter(({ description }) => description).length;
    const { microphones } = therapist.devices.list;
    const other = microphones.find(({ id }) => id !== therapist.devices.chosen.microphone);
    same(await therapist.devices.choose("microphone", other.id), true);
    same(therapist.devices.chosen.microphone, other.id);
    await seesAndHears(client);
    same([...therapist.sent, ...client.sent].filter(({ description }) => description).length, before, "descriptions");
  });
}

export async function anUnpluggedCameraLeavesTheSoundAndComesBack() {
  const computer = new Computer();
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      computer.takeAway("camera", therapist.devices.track("camera"), "NotFoundError");
      await until("word of it", () => client.call.otherMedia?.camera === false);
      await until("state of the camera", () => therapist.devices.camera === "ABSENT");
      const sound = await client.sound();
      await until("sound", async () => (await client.sound()) > sound);
      computer.giveBack("camera");
      await until("camera", () => therapist.devices.camera === "ON");
      await seesAndHears(client);
    },
    { ofTherapist: { devices: new Devices({ media: computer }) } },
  );
}

export async function anUnpluggedMicrophoneFallsBackToTheSystemsOwn() {
  const computer = new Computer();
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      const track = therapist.devices.track("microphone");
      track.stop();
      track.dispatchEvent(new Event("ended"));
      await until("another microphone", () => therapist.devices.track("microphone"));
      same(therapist.devices.microphone, "ON");
      await seesAndHears(client);
    },
    { ofTherapist: { devices: new Devices({ media: computer }) } },
  );
}

export async function aMicrophoneThatTheSystemCutsOffIsNotSentAndTheOtherIsTold() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    const track = therapist.devices.track("microphone");
    cutOff(track, true);
    await until("word of it", () => client.call.otherMedia?.microphone === false);
    same([therapist.call.media.microphone, therapist.call.microphone], [false, true]);
    await staysQuiet(client);
    cutOff(track, false);
    await until("word of its return", () => client.call.otherMedia?.microphone === true);
    await seesAndHears(client);
  });
}

export async function aPermissionThatIsTakenBackMutes() {
  const computer = new Computer();
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      computer.takeAway("microphone", therapist.devices.track("microphone"), "NotAllowedError");
      await until("state of the microphone", () => therapist.devices.microphone === "DENIED");
      await until("word of it", () => client.call.otherMedia?.microphone === false);
      await staysQuiet(client);
    },
    { ofTherapist: { devices: new Devices({ media: computer }) } },
  );
}

export async function aPauseMutesAndHidesBothAndResumesAsItWas() {
  await meeting(async (therapist, client) => {
    await seesAndHears(therapist);
    await seesAndHears(client);
    client.call.microphone = false;
    for (const person of [therapist, client]) {
      person.paused = true;
      person.follow();
    }
    for (const person of [therapist, client]) {
      const { call } = person;
      await until("word of it", () => call.otherMedia?.camera === false && call.otherMedia.microphone === false);
      await until("silence", async () => {
        const before = [await person.soundPackets(), await person.picturePackets()];
        const [alive] = [await person.checks()];
        await until("the path to be kept open", async () => (await person.checks()) > alive);
        return `${[await person.soundPackets(), await person.picturePackets()]}` === `${before}`;
      });
      same(call.state.state, "CONNECTED");
    }
    for (const person of [therapist, client]) {
      person.paused = false;
      person.follow();
    }
    await seesAndHears(client);
    await until("picture of the client", () => therapist.call.otherMedia.camera);
    same([therapist.call.microphone, client.call.microphone], [true, false]);
    await staysQuiet(therapist);
  });
}

export async function aWithdrawnConsentEndsTheCallForBoth() {
  await meeting(async (therapist, client) => {
    therapist.allowed = client.allowed = false;
    therapist.follow();
    client.follow();
    same([therapist.call.state.state, client.call.state.state], ["IDLE", "IDLE"]);
    therapist.allowed = client.allowed = true;
    therapist.follow();
    client.follow();
    await bothConnected(therapist, client);
    await seesAndHears(client);
  });
}

export async function theOtherLearnsOfBeingAwayAndOfTheNetworkTest() {
  await meeting(async (therapist, client) => {
    client.call.check = "FAIR";
    client.call.away = true;
    await until("word of it", () => therapist.call.otherMedia?.away && therapist.call.otherMedia.check === "FAIR");
    therapist.call.receive({ type: "media", by: "client", microphone: true, camera: true, screen: false });
    client.since++;
    therapist.sent.length = 0;
    therapist.follow();
    same(therapist.sent.filter(({ type }) => type === "media").length, 1, "own state, said again");
  });
}

export async function theQualityIsReadShownAndHandedOver() {
  await meeting(
    async (therapist, client) => {
      const good = await until("quality", () =>
        therapist.qualities.find(({ own, latest }) => latest && own !== "NONE"),
      );
      holds(good.latest.received > 0 && good.latest.sent > 0 && good.latest.relay === false, "figures are read");
      await until("level of the other", () => therapist.qualities.some(({ other }) => other !== "NONE"));
      const frame = await until("batch", () => therapist.sent.find(({ type }) => type === "quality"));
      holds(frame.samples.length >= 5 && frame.samples.length <= 6, "5 or 6 samples");
      const names = ["roundTrip", "loss", "jitter", "received", "sent", "frames", "freezes", "relay"];
      same(Object.keys(frame.samples[0]), names);
      same(client.sent.filter(({ type }) => type === "quality").length <= 1, true, "one batch at a time");
    },
    { setting: { sample: 150 } },
  );
}

export async function aBadLineCostsPicturesFirstAndTheyComeBack() {
  const poor = (frame) => (frame.type === "media" ? { ...frame, level: "POOR" } : frame);
  const good = (frame) => (frame.type === "media" ? { ...frame, level: "GOOD" } : frame);
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      therapist.arriving = poor;
      client.call.away = true;
      await until("smaller pictures", () => therapist.modes.includes("REDUCED"));
      await until("limit", () => therapist.videoEncoding()?.scaleResolutionDownBy === 2);
      same(therapist.videoEncoding().maxBitrate, 350_000);
      await until("sound alone", () => therapist.modes.includes("AUDIO_ONLY"));
      await until("word of it", () => client.call.otherMedia?.camera === false);
      same(client.call.otherMedia.voiceFirst, true, "that it is for the voice's sake");
      await staysDark(client);
      therapist.call.camera = false;
      await until("word of it", () => client.call.otherMedia.voiceFirst === false);
      therapist.call.camera = true;
      therapist.arriving = good;
      client.call.away = false;
      await until("everything again", () => therapist.call.mode === "FULL");
      same(therapist.modes, ["REDUCED", "AUDIO_ONLY", "REDUCED", "FULL"]);
      await until("full limit", () => therapist.videoEncoding()?.maxBitrate === 1_200_000);
      await seesAndHears(client);
    },
    { setting: { sample: 200 } },
  );
}
