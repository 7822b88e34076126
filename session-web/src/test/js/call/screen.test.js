import { same } from "../assert.js";
import { meeting, seesAndHears, until, withTwo } from "./two-calls.js";

const offers = ({ sent }) => sent.filter(({ description }) => description?.type === "offer");

export async function aScreenIsSharedAndPutAwayWithoutNegotiating() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    const count = offers(therapist).length + offers(client).length;
    same(await therapist.call.shareScreen(), true);
    await until("word of it", () => client.call.otherMedia?.screen && client.remote.screen);
    await until("picture of the screen", () => client.screenVideo.videoWidth > 0 && client.screenVideo.currentTime > 0);
    await seesAndHears(client);
    therapist.call.stopScreen();
    await until("end of it", () => client.remote.screen === null);
    await seesAndHears(client);
    same(offers(therapist).length + offers(client).length, count, "offers");
  });
}

/** Chromium repeats a still page once a second; its line is as good as any. */
export async function aStillScreenIsNotTakenForAWeakLine() {
  const still = document.createElement("canvas");
  await meeting(
    async (therapist, client) => {
      await seesAndHears(client);
      await sharing(stillPicture(still), async () => {
        therapist.call.camera = false;
        same(await therapist.call.shareScreen(), true);
        await until("picture of the screen", () => client.screenVideo.videoWidth > 0);
        const from = client.qualities.length;
        await until("ten samples", () => client.qualities.length >= from + 10);
        same([...new Set(client.qualities.slice(from).map(({ own }) => own))], ["GOOD"]);
        same(therapist.call.mode, "FULL");
      });
    },
    { setting: { sample: 200 } },
  );
}

/** Microphone and camera continue after a pause; a screen must be chosen again. */
export async function aScreenEndsWithAPause() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    await therapist.call.shareScreen();
    await until("word of it", () => client.call.otherMedia?.screen);
    therapist.paused = client.paused = true;
    therapist.follow();
    client.follow();
    same(therapist.call.screen, "OFF");
    await sharing(stillPicture(document.createElement("canvas")), async (tracks) => {
      same(await therapist.call.shareScreen(), false, "chosen during the pause");
      same(tracks[0].readyState, "ended");
    });
    therapist.paused = client.paused = false;
    therapist.follow();
    client.follow();
    await seesAndHears(client);
    same([therapist.call.media.screen, client.call.otherMedia.screen], [false, false]);
  });
}

export async function aScreenThatTheBrowserMutesIsNotShown() {
  await meeting(async (therapist, client) => {
    await sharing(stillPicture(document.createElement("canvas")), async ([track]) => {
      await therapist.call.shareScreen();
      await until("word of it", () => client.call.otherMedia?.screen);
      const said = [];
      therapist.call.addEventListener("screen", ({ detail }) => said.push(detail.state));
      const mute = (muted) => {
        Object.defineProperty(track, "muted", { value: muted, configurable: true });
        track.dispatchEvent(new Event(muted ? "mute" : "unmute"));
      };
      mute(true);
      same([therapist.call.screen, therapist.call.media.screen, said], ["MUTED", false, ["MUTED"]]);
      await until("word of the end", () => client.call.otherMedia?.screen === false);
      mute(false);
      same([therapist.call.screen, said], ["ON", ["MUTED", "ON"]]);
      await until("word of the return", () => client.call.otherMedia?.screen);
      therapist.call.stopScreen();
      mute(true);
      same(said.length, 2, "one that has ended says nothing");
    });
  });
}

export async function aPersonWhoChoosesNoScreenSharesNone() {
  await withTwo(async (therapist) => {
    await therapist.open();
    const real = navigator.mediaDevices.getDisplayMedia;
    navigator.mediaDevices.getDisplayMedia = async () => {
      throw new DOMException("gone back", "NotAllowedError");
    };
    try {
      same(await therapist.call.shareScreen(), false);
      same(therapist.call.media.screen, false);
    } finally {
      navigator.mediaDevices.getDisplayMedia = real;
    }
  });
}

function stillPicture(canvas) {
  canvas.width = canvas.height = 64;
  const context = canvas.getContext("2d");
  const stream = canvas.captureStream(1);
  const draw = setInterval(() => context.fillRect(0, 0, 64, 64), 1000);
  context.fillRect(0, 0, 64, 64);
  stream.getTracks()[0].addEventListener("ended", () => clearInterval(draw));
  return stream;
}

/** While the person would choose this stream as their screen. */
async function sharing(stream, test) {
  const real = navigator.mediaDevices.getDisplayMedia;
  navigator.mediaDevices.getDisplayMedia = async () => stream;
  try {
    await test(stream.getVideoTracks());
  } finally {
    navigator.mediaDevices.getDisplayMedia = real;
    stream.getTracks().forEach((track) => track.stop());
  }
}
