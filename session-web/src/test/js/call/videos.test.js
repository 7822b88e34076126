import { Videos } from "/resources/js/call/videos.js";
import { holds, same } from "../assert.js";

const VIDEOS = ["remote-video", "own-video", "screen-video", "prejoin-video"];
const BUTTONS = ["remote-listen", "screen-toggle", "video-picture", "video-fullscreen", "own-hide"];
const OTHERS = ["remote-tile", "own-tile", "remote-name", "remote-initials", "own-initials", "own-muted", "remote-muted"];
const REST = ["remote-note", "screen-of", "screen-bar", "screen-stage"];
const MEDIA = { microphone: true, camera: true, screen: false, away: false };

async function withVideos(test) {
  localStorage.clear();
  const room = document.createElement("div");
  room.id = "room";
  const side = room.appendChild(document.createElement("section"));
  side.id = "videos";
  const add = (name, ids) => ids.forEach((id) => (side.appendChild(document.createElement(name)).id = id));
  add("video", VIDEOS);
  add("button", BUTTONS);
  add("p", [...OTHERS, ...REST]);
  document.body.append(room);
  const open = (person = "ana") => new Videos({ person, name: "Ana" });
  try {
    await test({ open, videos: open(), at: (id) => document.getElementById(id) });
  } finally {
    room.remove();
    localStorage.clear();
  }
}

const seen = (media, more = {}) => ({
  call: { state: "CONNECTED" },
  media: { ...MEDIA, ...media },
  paused: false,
  present: true,
  agreed: { own: true, other: true },
  ...more,
});

export function whoLooksIntoAnotherWindowIsSeenAndTheNoteSaysSo() {
  return withVideos(({ videos, at }) => {
    videos.other(seen({ away: true }), "Paulo");
    same([at("remote-tile").dataset.shows, at("remote-note").dataset.note], ["video", "away"]);
    videos.other(seen({}), "Paulo");
    same([at("remote-tile").dataset.shows, at("remote-note").hidden], ["video", true]);
    videos.other(seen({ camera: false, away: true }), "Paulo");
    same(at("remote-tile").dataset.shows, "person");
  });
}

export function aSmallWindowIsLeftWhenThereIsNoPictureAndKeptWhileTheLineIsSought() {
  return withVideos(({ videos, at }) => {
    let shown = at("remote-video");
    let left = 0;
    Object.defineProperty(document, "pictureInPictureElement", { configurable: true, get: () => shown });
    document.exitPictureInPicture = async () => {
      left++;
      shown = null;
    };
    try {
      videos.other(seen({}), "Paulo");
      videos.other(seen({}, { call: { state: "RECONNECTING", since: 0 } }), "Paulo");
      same(left, 0);
      videos.other(seen({}, { paused: true }), "Paulo");
      same(left, 1);
      shown = at("remote-video");
      videos.end();
      same([left, at("remote-video").srcObject], [2, null]);
    } finally {
      delete document.pictureInPictureElement;
      delete document.exitPictureInPicture;
    }
  });
}

export function whoHasLeftIsAbsentAndNotSought() {
  return withVideos(({ videos, at }) => {
    videos.other(seen({}, { call: { state: "RECONNECTING", since: 0 }, present: false }), "Paulo");
    same(at("remote-note").dataset.note, "absent");
  });
}

export function ownPictureCanBeHiddenFromOneselfAndStaysSoForThisPerson() {
  return withVideos(({ open, at }) => {
    const hidden = () => at("videos").classList.contains("without-own");
    same(hidden(), false);
    at("own-hide").click();
    same([hidden(), at("own-hide").getAttribute("aria-pressed")], [true, "true"]);
    open("bruno");
    holds(!hidden(), "somebody else sees their own");
    open();
    same(hidden(), true);
  });
}

function finger(tile, type, pointerId, clientX, clientY) {
  tile.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY, bubbles: true, cancelable: true }));
}

function floating({ at }) {
  const room = at("room");
  const tile = at("videos");
  room.style.cssText = "position: fixed; left: 0; top: 0; width: 400px; height: 600px";
  tile.style.cssText = "position: absolute; left: 20px; top: 20px; width: 100px; height: 80px; overflow: hidden";
  tile.setPointerCapture = () => {};
  return { room, tile, place: () => [tile.offsetLeft, tile.offsetTop] };
}

export function aFloatingPictureFollowsTheFingerThatTookIt() {
  return withVideos((given) => {
    const { tile, place } = floating(given);
    finger(tile, "pointerdown", 1, 30, 30);
    finger(tile, "pointermove", 1, 130, 230);
    same(place(), [120, 220]);
    finger(tile, "pointerdown", 2, 300, 500);
    finger(tile, "pointermove", 2, 10, 10);
    finger(tile, "pointerup", 2, 10, 10);
    same(place(), [120, 220]);
    finger(tile, "pointermove", 1, 140, 230);
    finger(tile, "pointerup", 1, 140, 230);
    finger(tile, "pointermove", 1, 10, 10);
    same([place(), tile.classList.contains("with-own")], [[130, 220], false]);
  });
}

export function aPressWithoutMovementShowsOwnPictureUnlessTheSystemTookIt() {
  return withVideos((given) => {
    const { tile } = floating(given);
    const shows = () => tile.classList.contains("with-own");
    finger(tile, "pointerdown", 1, 30, 30);
    finger(tile, "pointercancel", 1, 30, 30);
    same(shows(), false);
    finger(tile, "pointerdown", 2, 30, 30);
    finger(tile, "pointerup", 2, 31, 30);
    same(shows(), true);
  });
}

export async function aRoomThatShrinksTakesTheFloatingPictureWithIt() {
  await withVideos(async (given) => {
    const { room, tile, place } = floating(given);
    finger(tile, "pointerdown", 1, 30, 30);
    finger(tile, "pointermove", 1, 390, 590);
    finger(tile, "pointerup", 1, 390, 590);
    same(place(), [292, 512]);
    room.style.width = "200px";
    room.style.height = "300px";
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
    same(place(), [92, 212]);
  });
}

export function whoeverTakesTheSeatIsCalledByTheirOwnName() {
  return withVideos(({ videos, at }) => {
    const called = () => [at("remote-name").textContent, at("remote-initials").textContent];
    videos.other(seen({}), "Alice Braga");
    same(called(), ["Alice", "AB"]);
    videos.other(seen({}), "Bruno Dias");
    same(called(), ["Bruno", "BD"]);
  });
}

export function aPictureThatIsGoneTurnsBlackWhereItsWindowCannotBeClosed() {
  return withVideos(({ videos, at }) => {
    const stream = document.createElement("canvas").captureStream();
    at("remote-video").srcObject = stream;
    const [track] = stream.getVideoTracks();
    videos.other(seen({ camera: false }), "Paulo");
    same(track.enabled, false);
    videos.other(seen({}), "Paulo");
    same(track.enabled, true);
    videos.other(seen({}, { call: { state: "RECONNECTING", since: 0 } }), "Paulo");
    same(track.enabled, true, "while the line is sought");
  });
}
