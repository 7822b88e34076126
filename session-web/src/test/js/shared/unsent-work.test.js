import { Chat } from "/resources/js/chat/chat.js";
import { RoomSync } from "/resources/js/room/sync.js";
import { UnsentWork, joined, keepsDraft } from "/resources/js/shared/unsent-work.js";
import { holds, same } from "../assert.js";

const KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
const OTHER_KEY = "HxwdGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIBAAA";
const DAY = 24 * 60 * 60 * 1000;

const place = () => crypto.randomUUID();
const paulo = (where, more = {}) => UnsentWork.open({ key: KEY, owner: "paulo", place: where, ...more });

/** The windows are closed, with everything kept. */
async function closed(...windows) {
  for (const work of windows) {
    await work.settled();
    work.close();
  }
}

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
  await closed(before);
  same((await paulo(where)).getItem("notes"), "what was written");
}

export async function nobodyElseDoesAndNothingIsInClear() {
  const where = place();
  const before = await paulo(where);
  before.setItem("notes", "a secret");
  await closed(before);
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
  await closed(before);
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
  await closed(work);
  same((await paulo(where)).getItem("changes"), null);
  holds(!(await rows()).some(({ id }) => id.startsWith(where)), "no row is left");
}

export async function aDayLaterItIsGone() {
  const where = place();
  const work = await paulo(where);
  work.setItem("notes", "old");
  await closed(work);
  same((await paulo(where, { now: () => Date.now() + DAY + 1000 })).getItem("notes"), null);
}

export async function aLogoutErasesOnesOwnAndNobodyElses() {
  const where = place();
  const mine = await paulo(where);
  const hers = await UnsentWork.open({ key: OTHER_KEY, owner: "helena", place: where });
  mine.setItem("notes", "mine");
  hers.setItem("notes", "hers");
  await closed(mine, hers);
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
  mine.close();
  same((await paulo(where)).getItem("notes"), "written after it");
}

export async function whoComesBackFindsTheOldErasedAndKeepsWhatTheyWriteNow() {
  const owner = crypto.randomUUID();
  const where = place();
  const open = () => UnsentWork.open({ key: KEY, owner, place: where });
  const before = await open();
  before.setItem("notes", "before the logout");
  await closed(before);
  document.cookie = `erase=${owner}; Path=/`;
  holds(!before.lasting, "what the next page erases is not said to be kept");
  const again = await open();
  same(again.getItem("notes"), null);
  again.setItem("notes", "after the login");
  await closed(again);
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
  work.close();
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
  work.close();
  same((await paulo(where)).getItem("notes"), "too much");
}

export async function whatIsTypedIsKeptAlsoWhenItWasTypedBeforeWhatWasKeptHadCome() {
  const where = place();
  const field = document.createElement("textarea");
  field.value = "typed at once";
  const work = await paulo(where);
  keepsDraft(work, "reason", field);
  await closed(work);
  const again = document.createElement("textarea");
  keepsDraft(await paulo(where), "reason", again);
  same(again.value, "typed at once");
}

export async function anotherWindowNeitherTakesNorOverwritesWhatOneKeeps() {
  const where = place();
  const one = await paulo(where);
  one.setItem("notes", "of the one");
  await one.settled();
  const other = await paulo(where);
  same(other.getItem("notes"), null, "it is the open window's own");
  other.setItem("notes", "of the other");
  other.removeItem("notes");
  await closed(other, one);
  same((await paulo(where)).getItem("notes"), "of the one");
}

export async function ofTwoTextsTheNewestComesFirstAndTheOtherAfterIt() {
  const where = place();
  let now = Date.now();
  const [one, other] = [await paulo(where, { now: () => now++ }), await paulo(where, { now: () => now++ })];
  one.setItem("notes", "of the one");
  await one.settled();
  other.setItem("notes", "of the other");
  await closed(one, other);
  const next = await paulo(where);
  same(next.getItem("notes"), "of the other");
  same(next.all("notes"), ["of the other", "of the one"], "both are known at once");
  next.removeItem("notes");
  await closed(next);
  same((await paulo(where)).getItem("notes"), "of the one");
}

export async function textsThatWaitComeOneAfterTheOtherAndOutliveEveryWindow() {
  const where = place();
  let now = Date.now();
  const windows = [];
  for (const text of ["one", "two", "three"]) {
    const work = await paulo(where, { now: () => now++ });
    windows.push(work);
    work.setItem("notes", text);
    await work.settled();
  }
  await closed(...windows);
  const next = await paulo(where);
  await closed(next);
  const another = await paulo(where);
  same(another.all("notes"), ["three", "two", "one"]);
  same(another.next("notes"), "two");
  another.postpone("notes");
  another.setItem("notes", "four");
  await closed(another);
  const last = await paulo(where);
  same(last.all("notes"), ["four", "two", "one"]);
  same([last.next("notes"), last.next("notes"), last.next("notes")], ["two", "one", null]);
  await closed(last);
  same((await rows()).filter(({ id }) => id.startsWith(where)).length, 0, "rows");
}

export async function whatCanBeMergedComesTogether() {
  const where = place();
  let now = Date.now();
  const [one, other] = [await paulo(where, { now: () => now++ }), await paulo(where, { now: () => now++ })];
  const change = (changeId) => ({ changeId, change: {} });
  one.setItem("changes", JSON.stringify([change("a"), change("b")]));
  one.setItem("chat", JSON.stringify({ queue: [{ messageId: "m", text: "um" }], read: 2 }));
  one.setItem("draft", "um");
  await one.settled();
  other.setItem("changes", JSON.stringify([change("b"), change("c")]));
  other.setItem("chat", JSON.stringify({ queue: [{ messageId: "n", text: "dois" }], read: 5 }));
  other.setItem("draft", "dois");
  await closed(one, other);
  const merges = { changes: RoomSync.merged, chat: Chat.merged, draft: joined };
  const next = await paulo(where, { merges });
  const read = (name) => JSON.parse(next.getItem(name));
  same(read("changes").map(({ changeId }) => changeId), ["a", "b", "c"]);
  same([read("chat").queue.map(({ text }) => text), read("chat").read], [["um", "dois"], 5]);
  same(next.getItem("draft"), "um\ndois");
  await next.settled();
  same((await rows()).filter(({ id }) => id.startsWith(where)).length, 3, "rows");
}

export async function whatTheServerTakesOnceIsSharedWithOpenWindows() {
  const where = place();
  const one = await paulo(where);
  one.setItem("changes", JSON.stringify([{ changeId: "a" }]));
  await one.settled();
  const more = { merges: { changes: RoomSync.merged }, shared: ["changes"] };
  const other = await paulo(where, more);
  same(other.getItem("changes"), one.getItem("changes"));
  other.removeItem("changes");
  await closed(other, one);
  same((await paulo(where, more)).getItem("changes"), one.getItem("changes"), "it is still the one's to have acknowledged");
}

/** Rows of an older version name no window. */
export async function whatAnOlderVersionKeptIsFound() {
  const where = place();
  const before = await paulo(where);
  before.setItem("notes", "before");
  await closed(before);
  const row = (await rows()).find(({ id }) => id.startsWith(where));
  const key = await crypto.subtle.importKey("raw", Uint8Array.from({ length: 32 }, (_, i) => i), "AES-GCM", false, ["encrypt"]);
  const id = row.id.split("~")[0];
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const utf8 = (text) => new TextEncoder().encode(text);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(id) }, key, utf8("of long ago"));
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("session-room", 1);
    request.onsuccess = () => resolve(request.result);
  });
  const kept = database.transaction("unsent-work", "readwrite").objectStore("unsent-work");
  await new Promise((resolve) => (kept.put({ ...row, id, iv, sealed, until: row.until - 1 }).onsuccess = resolve));
  database.close();
  const next = await paulo(where);
  same(next.getItem("notes"), "before");
  next.removeItem("notes");
  await closed(next);
  same((await paulo(where)).getItem("notes"), "of long ago");
}
