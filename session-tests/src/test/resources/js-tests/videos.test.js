import { Videos } from "/resources/js/call/videos.js";
import { holds, same } from "./assert.js";

const VIDEOS = ["remote-video", "own-video", "screen-video", "prejoin-video"];
const BUTTONS = ["remote-listen", "screen-toggle", "video-picture", "video-fullscreen", "own-hide"];
const OTHERS = ["remote-tile", "own-tile", "remote-name", "remote-initials", "own-initials", "own-muted", "remote-muted"];
const REST = ["remote-note", "screen-of", "screen-bar", "screen-stage"];
const MEDIA = { microphone: true, camera: true, screen: false, away: false };

function withVideos(test) {
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
  const open = (person = "ana") => new Videos({ person, names: { own: "Ana", other: "Paulo" } });
  try {
    test({ open, videos: open(), at: (id) => document.getElementById(id) });
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
  withVideos(({ videos, at }) => {
    videos.other(seen({ away: true }), "Paulo");
    same([at("remote-tile").dataset.shows, at("remote-note").dataset.note], ["video", "away"]);
    videos.other(seen({}), "Paulo");
    same([at("remote-tile").dataset.shows, at("remote-note").hidden], ["video", true]);
    videos.other(seen({ camera: false, away: true }), "Paulo");
    same(at("remote-tile").dataset.shows, "person");
  });
}

export function ownPictureCanBeHiddenFromOneselfAndStaysSoForThisPerson() {
  withVideos(({ open, at }) => {
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
