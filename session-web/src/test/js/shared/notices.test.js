import { Announcer } from "/resources/js/shared/notices.js";
import { same } from "../assert.js";
import { Timers } from "../window.js";

class Ears {
  region = document.createElement("p");
  timers = new Timers();
  announcer = new Announcer(this.region, (act, ms) => this.timers.wait(act, ms));

  hear(ms) {
    this.region.textContent = "";
    this.timers.pass(ms);
    return this.region.textContent;
  }
}

export function everythingIsSaidThreeAtATime() {
  const ears = new Ears();
  for (const word of ["one", "two.", "three?", "four"]) ears.announcer.say(word);
  same(ears.hear(150), "one. two. three?");
  same(ears.hear(2500), "four.");
  same(ears.hear(2500), "");
  ears.announcer.say("five");
  same(ears.hear(150), "five.");
}

export function ofTheSameSubjectTheLastIsSaid() {
  const ears = new Ears();
  ears.announcer.say("off", "microphone");
  ears.announcer.say("on", "microphone");
  same(ears.hear(150), "on.");
}

export function ofManyItIsSaidHowMany() {
  const ears = new Ears();
  for (let i = 0; i < 9; i++) ears.announcer.say(`change ${i}`);
  same(ears.hear(150), "announce.changes.many");
  same(ears.hear(2500), "");
}
