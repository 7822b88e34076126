import { Awake, Knock, tryNotice } from "/resources/js/shared/elsewhere.js";
import { same } from "../assert.js";
import { settled } from "../window.js";

/** Simulates whether the page is visible, and whether it has the focus. */
function sight({ hidden = false, focus = true } = {}) {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.hasFocus = () => focus;
  document.dispatchEvent(new Event("visibilitychange"));
  if (focus) window.dispatchEvent(new Event("focus"));
}

class Screen {
  asked = 0;
  kept = 0;

  async request() {
    this.asked++;
    this.kept++;
    const lock = { released: false, release: async () => this.#letGo(lock) };
    return (this.lock = lock);
  }

  #letGo(lock) {
    if (!lock.released) this.kept--;
    lock.released = true;
  }

  get systemLetsGo() {
    return this.lock.release();
  }
}

export async function theScreenStaysOnForAsLongAsItIsWanted() {
  const screen = new Screen();
  const awake = new Awake(screen);
  try {
    sight();
    same(screen.asked, 0);
    awake.follow(true);
    awake.follow(true);
    await settled();
    same([screen.asked, screen.kept], [1, 1]);
    sight({ hidden: true });
    await screen.systemLetsGo;
    same([screen.asked, screen.kept], [1, 0]);
    sight();
    await settled();
    same([screen.asked, screen.kept], [2, 1]);
    awake.follow(false);
    await settled();
    same(screen.kept, 0);
    sight();
    await settled();
    same(screen.asked, 2);
  } finally {
    sight();
  }
}

export async function whereTheScreenCannotBeKeptOnNothingHappens() {
  new Awake(undefined).follow(true);
  new Awake({ request: async () => Promise.reject(new DOMException("battery", "NotAllowedError")) }).follow(true);
  await settled();
}

/** A page called "Sala" that records its sounds and the system's notifications. */
function page({ wishes = false, permission = "granted" } = {}) {
  document.title = "Sala";
  const place = { tones: 0, notices: [], before: window.Notification };
  window.Notification = class {
    static permission = permission;
    constructor(words) {
      place.notices.push(words);
    }
    close() {
      place.notices.pop();
    }
  };
  place.knock = new Knock({ speaker: () => "", wishes: () => wishes, tone: async () => place.tones++ });
  place.end = () => {
    sight();
    window.Notification = place.before;
  };
  return place;
}

export function whoLooksElsewhereIsCalledUntilTheyAreBack() {
  for (const away of [{ hidden: true, focus: false }, { focus: false }]) {
    const place = page();
    sight(away);
    place.knock.notify("Há alguém");
    same([document.title, place.tones, place.notices.length], ["● Há alguém", 1, 0]);
    sight();
    same([document.title, place.tones], ["Sala", 1]);
    place.end();
  }
}

export function whoLooksHereIsNotCalled() {
  const place = page({ wishes: true });
  sight();
  place.knock.notify("Há alguém");
  same([document.title, place.tones, place.notices.length], ["Sala", 0, 0]);
  place.end();
}

export function theSystemTellsOnlyWhoeverWishesItAndMayBeTold() {
  for (const [given, told] of [
    [{ wishes: true }, 1],
    [{ wishes: false }, 0],
    [{ wishes: true, permission: "denied" }, 0],
  ]) {
    const place = page(given);
    sight({ hidden: true, focus: false });
    place.knock.notify("Há alguém");
    same(place.notices.length, told);
    place.knock.over();
    same([place.notices.length, document.title], [0, "Sala"]);
    place.end();
  }
}

export async function whoWishesNoticesSeesOneOrLearnsThatThereAreNone() {
  const before = window.Notification;
  const granting = (answer, construct = () => {}) =>
    class {
      static requestPermission = async () => answer;
      constructor(words) {
        construct(words);
      }
    };
  const illegal = () => {
    throw new TypeError("Illegal constructor");
  };
  const shown = [];
  for (const [notification, outcome] of [
    [granting("granted", (words) => shown.push(words)), "shown"],
    [granting("denied"), "refused"],
    [granting("granted", illegal), "unavailable"],
    [undefined, "unavailable"],
  ]) {
    window.Notification = notification;
    same(await tryNotice("Assim"), outcome);
  }
  window.Notification = before;
  same(shown, ["Assim"]);
}
