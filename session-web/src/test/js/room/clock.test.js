import { Clock } from "/resources/js/room/clock.js";
import { clockFrom } from "/resources/js/shared/steady.js";
import { same } from "../assert.js";

const NOW = "2026-12-02T15:00:00Z";
const HOUR = 3_600_000;
const CLOSE = 5_000;

/** Sets the device's clock while a page is open. */
async function whileTheDevicesClockIsSet(by, test) {
  const real = Date.now;
  Date.now = () => real() + by;
  try {
    await test();
  } finally {
    Date.now = real;
  }
}

const isClose = (now, ms) => Math.abs(now - ms) < CLOSE;

export async function theSessionsTimeGoesOnWhenTheDevicesClockIsSet() {
  const part = () => document.createElement("time");
  const clock = new Clock({ clock: part(), elapsed: part(), remaining: part(), left: part() });
  clock.follow({ now: NOW });
  for (const by of [2 * HOUR, -6 * HOUR]) {
    await whileTheDevicesClockIsSet(by, () => same(isClose(clock.now(), Date.parse(NOW)), true));
  }
}

/** A device that slept has lost time, which the server's next answer puts right. */
export function anAnswerOfTheServerPutsTheTimeRight() {
  const part = () => document.createElement("time");
  const clock = new Clock({ clock: part(), elapsed: part(), remaining: part(), left: part() });
  clock.follow({ now: NOW });
  clock.correct("2026-12-02T16:00:00Z");
  same(isClose(clock.now(), Date.parse(NOW) + HOUR), true);
}

export async function aPageThatTheServerMadeKnowsItsTimeWhateverTheDeviceSays() {
  await whileTheDevicesClockIsSet(9 * HOUR, async () => {
    const now = clockFrom(NOW);
    await whileTheDevicesClockIsSet(HOUR, () => same(isClose(now(), Date.parse(NOW)), true));
  });
}
