import { MediaWords } from "/resources/js/call/media-words.js";
import { same } from "../assert.js";
import { Timers } from "../window.js";

const BOTH = { microphone: true, camera: true, away: false };

class Ears {
  heard = [];
  timers = new Timers();
  words = new MediaWords((key) => this.heard.push(key), { wait: this.timers.wait, now: () => this.timers.now });

  shows(media, { news = true, after = 2000 } = {}) {
    this.words.follow({ ...BOTH, ...media }, news);
    this.timers.pass(after);
    return this;
  }
}

export function whatACallBeginsWithIsNoNews() {
  const ears = new Ears().shows({ microphone: false, camera: false }, { news: false }).shows({ camera: false });
  same(ears.heard, []);
}

export function whatStaysSoIsSaidOnce() {
  const ears = new Ears().shows().shows({ microphone: false }).shows({ microphone: false });
  same(ears.heard, ["other.microphone.off"]);
  same(ears.shows({ camera: false, away: true }).heard.slice(1), ["other.camera.off", "other.away.on"]);
  same(ears.shows().heard.slice(3), ["other.camera.on", "other.away.off"]);
}

export function whatPassesIsNotSaid() {
  const ears = new Ears().shows().shows({ camera: false }, { after: 1000 }).shows();
  same(ears.heard, []);
}

export function whatChangesRightAfterTheBeginningIsSaid() {
  const ears = new Ears().shows({}, { after: 100 }).shows({ camera: false });
  same(ears.heard, ["other.camera.off"]);
}

export function aPauseAndItsEndAreNoNews() {
  const ears = new Ears().shows();
  ears.shows({ microphone: false, camera: false }, { news: false }).shows({ microphone: false, camera: false }, { news: false });
  same(ears.shows().heard, []);
}

export function whoSpeaksByPressingAKeyIsToldOfOnceAMinute() {
  const ears = new Ears().shows({ microphone: false });
  for (let i = 0; i < 10; i++) ears.shows().shows({ microphone: false });
  same(ears.heard, ["other.microphone.off"]);
  ears.timers.pass(60_000);
  same(ears.shows().shows({ microphone: false }).heard.length, 2);
}
