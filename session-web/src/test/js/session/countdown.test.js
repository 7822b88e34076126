import { Countdown } from "/resources/js/session/countdown.js";
import { open } from "/resources/js/session/timer.js";
import { holds, same } from "../assert.js";
import { Store, Timers } from "../window.js";

class Desk {
  store = new Store();
  timers = new Timers();
  told = [];

  countdown() {
    const { store, timers } = this;
    const countdown = new Countdown({ key: "k", store, now: () => timers.now, wait: timers.wait });
    countdown.addEventListener("over", () => this.told.push("over"));
    return countdown;
  }
}

export function itRunsAndIsOverOnce() {
  const desk = new Desk();
  const countdown = desk.countdown();
  same(countdown.left, null);
  countdown.start(60_000);
  desk.timers.pass(20_000);
  same([countdown.running, countdown.left, countdown.length], [true, 40_000, 60_000]);
  desk.timers.pass(40_000);
  desk.timers.pass(60_000);
  same(desk.told, ["over"]);
  same([countdown.running, countdown.left], [false, null]);
}

export function itHaltsAndGoesOn() {
  const desk = new Desk();
  const countdown = desk.countdown();
  countdown.start(60_000);
  desk.timers.pass(50_000);
  countdown.halt();
  desk.timers.pass(600_000);
  same([desk.told, countdown.left], [[], 10_000]);
  countdown.resume();
  desk.timers.pass(10_000);
  same(desk.told, ["over"]);
}

export function whatWasSetAnewOrClearedIsNotOverAtTheOldTime() {
  const desk = new Desk();
  const countdown = desk.countdown();
  countdown.start(60_000);
  desk.timers.pass(30_000);
  countdown.start(60_000);
  desk.timers.pass(40_000);
  same(desk.told, []);
  countdown.clear();
  desk.timers.pass(60_000);
  same([desk.told, desk.store.size], [[], 0]);
}

export function itOutlivesAReload() {
  const desk = new Desk();
  desk.countdown().start(60_000);
  desk.timers = Object.assign(new Timers(), { now: 45_000 });
  const reloaded = desk.countdown();
  same([reloaded.running, reloaded.left], [true, 15_000]);
  desk.timers.pass(15_000);
  same(desk.told, ["over"]);
}

/** A page that was closed while the time ran out shows this when it is opened again. */
export function whatWasOverMeanwhileIsSaidLate() {
  const desk = new Desk();
  desk.countdown().start(60_000);
  desk.timers = Object.assign(new Timers(), { now: 90_000 });
  desk.countdown();
  desk.timers.pass(0);
  same(desk.told, ["over"]);
}

export function theToolStartsHaltsAndEnds() {
  const desk = new Desk();
  const place = document.createElement("section");
  document.body.append(place);
  try {
    const countdown = desk.countdown();
    const tool = open(place, { countdown });
    tool.shown();
    const left = place.querySelector(".timer-left");
    holds(left.hidden, "nothing is counted yet");
    const choice = place.querySelector(".timer-choices button");
    choice.focus();
    choice.click();
    same(left.textContent, "3:00");
    same(document.activeElement.dataset.do, "halt");
    const press = (act) => place.querySelector(`[data-do=${act}]`).click();
    press("halt");
    same(countdown.running, false);
    same(document.activeElement.dataset.do, "resume");
    press("resume");
    same(countdown.running, true);
    press("clear");
    holds(left.hidden, "nothing is counted any more");
    same(document.activeElement.id, "timer-minutes");
    const own = place.querySelector("#timer-minutes");
    const form = place.querySelector("form");
    own.value = "0";
    form.requestSubmit();
    same(countdown.left, null, "no minutes");
    own.value = "121";
    form.requestSubmit();
    same(countdown.left, null, "too many minutes");
    own.value = "15";
    form.requestSubmit();
    same(left.textContent, "15:00");
    tool.hidden();
  } finally {
    place.remove();
  }
}
