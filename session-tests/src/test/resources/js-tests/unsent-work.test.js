import { UnsentWork, keepsDraft } from "/resources/js/room/unsent-work.js";
import { holds, same } from "./assert.js";

const KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const OTHER_KEY = "HxwdGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIBAAA";
const DAY = 24 * 60 * 60 * 1000;

const place = () => crypto.randomUUID();
const paulo = (where, now) => UnsentWork.open({ key: KEY, owner: "paulo", place: where, now });

async function rows() {
  const answered = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answered(indexedDB.open("session-room", 1));
  const all = await answered(database.transaction("unsent-work").objectStore("unsent-work").getAll());
  database.close();
  return all;
}

export async function thePersonFindsItAgain() {
  const where = place();
  const before = await paulo(where);
  before.setItem("notes", "the first");
  before.setItem("notes", "what was written");
  await before.settled();
  same((await paulo(where)).getItem("notes"), "what was written");
}

export async function nobodyElseDoesAndNothingIsInClear() {
  const where = place();
  const before = await paulo(where);
  before.setItem("notes", "a secret");
  await before.settled();
  const other = await UnsentWork.open({ key: OTHER_KEY, owner: "helena", place: where });
  same(other.getItem("notes"), null);
  const row = (await rows()).find(({ id }) => id.startsWith(where));
  holds(!new TextDecoder().decode(row.sealed).includes("secret"), "it is sealed");
  same((await paulo(where)).getItem("notes"), "a secret", "and is still there for its owner");
}

export async function whatWasMovedToAnotherPlaceIsNotOpened() {
  const [here, there] = [place(), place()];
  const before = await paulo(here);
  before.setItem("notes", "of here");
  await before.settled();
  const row = (await rows()).find(({ id }) => id.startsWith(here));
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("session-room", 1);
    request.onsuccess = () => resolve(request.result);
  });
  const moved = { ...row, id: row.id.replace(here, there) };
  await new Promise((resolve) => {
    const put = database.transaction("unsent-work", "readwrite").objectStore("unsent-work").put(moved);
    put.onsuccess = resolve;
  });
  database.close();
  same((await paulo(there)).getItem("notes"), null);
}

export async function whatWasSentIsGone() {
  const where = place();
  const work = await paulo(where);
  work.setItem("changes", "[1]");
  work.removeItem("changes");
  await work.settled();
  same((await paulo(where)).getItem("changes"), null);
  holds(!(await rows()).some(({ id }) => id.startsWith(where)), "no row is left");
}

export async function aDayLaterItIsGone() {
  const where = place();
  const work = await paulo(where);
  work.setItem("notes", "old");
  await work.settled();
  same((await paulo(where, () => Date.now() + DAY + 1000)).getItem("notes"), null);
}

export async function aLogoutErasesOnesOwnAndNobodyElses() {
  const where = place();
  const mine = await paulo(where);
  const hers = await UnsentWork.open({ key: OTHER_KEY, owner: "helena", place: where });
  mine.setItem("notes", "mine");
  hers.setItem("notes", "hers");
  await Promise.all([mine.settled(), hers.settled()]);
  await UnsentWork.erase("paulo");
  same((await paulo(where)).getItem("notes"), null);
  same((await UnsentWork.open({ key: OTHER_KEY, owner: "helena", place: where })).getItem("notes"), "hers");
}

export async function aLogoutInAnotherWindowIsToldToWhoSaysThatItIsKept() {
  const where = place();
  const mine = await paulo(where);
  mine.setItem("notes", "mine");
  await mine.settled();
  const told = new Promise((resolve) => mine.addEventListener("erased", resolve, { once: true }));
  await UnsentWork.erase("helena");
  await UnsentWork.erase("paulo");
  await told;
  same([mine.getItem("notes"), mine.lasting], ["mine", false], "in this window alone");
  mine.setItem("notes", "written after it");
  await mine.settled();
  holds(mine.lasting, "it is kept again");
  same((await paulo(where)).getItem("notes"), "written after it");
}

export async function whoComesBackFindsTheOldErasedAndKeepsWhatTheyWriteNow() {
  const owner = crypto.randomUUID();
  const where = place();
  const open = () => UnsentWork.open({ key: KEY, owner, place: where });
  const before = await open();
  before.setItem("notes", "before the logout");
  await before.settled();
  document.cookie = `erase=${owner}; Path=/`;
  holds(!before.lasting, "what the next page erases is not said to be kept");
  const again = await open();
  same(again.getItem("notes"), null);
  again.setItem("notes", "after the login");
  await again.settled();
  await UnsentWork.eraseOfWhoLeft();
  same((await open()).getItem("notes"), "after the login");
}

export async function aBrowserThatKeepsNothingGoesOn() {
  const work = await UnsentWork.open({ key: "not a key", owner: "paulo", place: place() });
  holds(!work.lasting, "it does not last");
  work.setItem("notes", "as long as the page");
  await work.settled();
  same(work.getItem("notes"), "as long as the page");
}

/** As WebKit does it: the database connection is closed in the background, and the page notices at the next write. */
export async function aConnectionThatWasDroppedIsOpenedAgain() {
  const where = place();
  const work = await paulo(where);
  const transaction = IDBDatabase.prototype.transaction;
  let dropped = null;
  IDBDatabase.prototype.transaction = function (...given) {
    dropped ??= this;
    if (this === dropped) throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    return transaction.apply(this, given);
  };
  try {
    work.setItem("notes", "written after it");
    await work.settled();
    holds(work.lasting, "it lasts");
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  same((await paulo(where)).getItem("notes"), "written after it");
}

export async function whatCannotBeKeptIsNotSaidToBeUntilItIs() {
  const where = place();
  const work = await paulo(where);
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("the disk is full", "QuotaExceededError");
  };
  try {
    work.setItem("notes", "too much");
    await work.settled();
    same([work.getItem("notes"), work.lasting], ["too much", false]);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  work.setItem("chat", "later");
  await work.settled();
  holds(work.lasting, "both are kept now");
  same((await paulo(where)).getItem("notes"), "too much");
}

export async function whatIsTypedIsKeptAlsoWhenItWasTypedBeforeWhatWasKeptHadCome() {
  const where = place();
  const field = document.createElement("textarea");
  field.value = "typed at once";
  const work = await paulo(where);
  keepsDraft(work, "reason", field);
  await work.settled();
  const again = document.createElement("textarea");
  keepsDraft(await paulo(where), "reason", again);
  same(again.value, "typed at once");
}
