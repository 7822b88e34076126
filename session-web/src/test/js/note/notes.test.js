import { ApiRefusal } from "/resources/js/shared/api.js";
import { LONGEST, Notes } from "/resources/js/note/notes.js";
import { same } from "../assert.js";
import { settled, Store, Timers } from "../window.js";

/** The server's copy of the notes, for any number of windows. */
class Server {
  text = "";
  version = 0;
  puts = [];
  reachable = true;
  /** The status of a refusal while it cannot save. */
  status = 0;
  held = null;

  get = async () => {
    this.#reach();
    return { body: { text: this.text, version: this.version }, etag: `"${this.version}"` };
  };

  put = async (path, { text }, { etag, keepalive }) => {
    this.puts.push({ path, text, etag, keepalive });
    await this.held;
    this.#reach();
    if (etag !== `"${this.version}"`) throw new ApiRefusal(412);
    this.text = text;
    this.version++;
    return { body: { text, version: this.version }, etag: `"${this.version}"` };
  };

  prepare = () => {};

  #reach() {
    if (!this.reachable) throw new ApiRefusal(this.status);
  }
}

class Window {
  timers = new Timers();

  constructor(server, store = new Store()) {
    const { timers } = this;
    this.store = store;
    this.notes = new Notes(server, { session: "s", store, now: () => timers.now, wait: timers.wait });
  }

  async pass(ms) {
    this.timers.pass(ms);
    await settled();
  }

  get kept() {
    return JSON.parse(this.store.getItem("notes:s"))?.text ?? null;
  }
}

async function opened(server = new Server(), store) {
  const window = new Window(server, store);
  await window.notes.load();
  await settled();
  return { server, window, notes: window.notes };
}

export async function theFirstNoteReplacesNothing() {
  const { server, window, notes } = await opened();
  same(notes.state, "SAVED");
  notes.edit("Primeira linha");
  await window.pass(1000);
  same(server.puts, [{ path: "notes", text: "Primeira linha", etag: '"0"', keepalive: false }]);
  same([notes.state, server.text, notes.unsaved], ["SAVED", "Primeira linha", false]);
}

export async function savingWaitsForASecondOfRest() {
  const { server, window, notes } = await opened();
  notes.edit("a");
  await window.pass(900);
  notes.edit("ab");
  same(notes.state, "SAVING");
  await window.pass(900);
  same(server.puts.length, 0);
  await window.pass(100);
  same(
    server.puts.map(({ text }) => text),
    ["ab"],
  );
}

export async function leavingTheFieldSavesAtOnce() {
  const { server, notes } = await opened();
  notes.edit("a");
  await notes.save();
  same([server.text, notes.state], ["a", "SAVED"]);
}

export async function leavingThePageSavesWithARequestThatOutlivesIt() {
  const { server, notes } = await opened();
  notes.edit("a");
  await notes.save({ leaving: true });
  same([server.puts[0].keepalive, server.text], [true, "a"]);
}

export async function nothingNewIsNotSaved() {
  const { server, window, notes } = await opened();
  notes.edit("a");
  notes.edit("");
  await window.pass(1000);
  await notes.save();
  same([server.puts.length, notes.state], [0, "SAVED"]);
}

export async function theTimeOfSavingIsKnown() {
  const { window, notes } = await opened();
  same(notes.savedAt, null);
  notes.edit("a");
  await window.pass(1000);
  same(notes.savedAt, 1000);
}

export async function whatIsWrittenWhileSavingIsSavedNext() {
  const { server, window, notes } = await opened();
  let answer;
  server.held = new Promise((resolve) => (answer = resolve));
  notes.edit("a");
  await window.pass(1000);
  notes.edit("ab");
  await window.pass(1000);
  same(server.puts.length, 1, "one request at a time");
  server.held = null;
  answer();
  await settled();
  same([notes.state, notes.text], ["SAVING", "ab"]);
  await window.pass(1000);
  same([server.text, server.version, notes.state], ["ab", 2, "SAVED"]);
}

export async function withoutALineItIsKeptHereAndTriedAgain() {
  const { server, window, notes } = await opened();
  server.reachable = false;
  notes.edit("a");
  await window.pass(1000);
  same([notes.state, window.kept, notes.unsaved], ["OFFLINE", "a", true]);
  await window.pass(5000);
  same(notes.state, "OFFLINE");
  server.reachable = true;
  await window.pass(5000);
  same([notes.state, server.text, window.kept], ["SAVED", "a", null]);
}

export async function whatWasNotSavedOutlivesAReload() {
  const { server, window, notes } = await opened();
  server.reachable = false;
  notes.edit("por salvar");
  await window.pass(1000);
  server.reachable = true;
  const again = await opened(server, window.store);
  same([again.notes.text, again.notes.state, server.text], ["por salvar", "SAVED", "por salvar"]);
  same(window.kept, null);
}

export async function whatArrivedOnTheWayOutIsNotKeptInTheWindow() {
  const { server, window, notes } = await opened();
  notes.edit("ao sair");
  same(window.kept, "ao sair");
  Object.assign(server, { text: "ao sair", version: 1 });
  const again = await opened(server, window.store);
  same([again.notes.state, again.notes.text, window.kept], ["SAVED", "ao sair", null]);
}

export async function theNotesAreOpenedOnceTheServerIsReached() {
  const server = new Server();
  server.text = "de ontem";
  server.reachable = false;
  const { window, notes } = await opened(server);
  same(notes.state, "LOADING");
  server.reachable = true;
  await window.pass(5000);
  same([notes.state, notes.text], ["SAVED", "de ontem"]);
}

/** Two windows wrote at the same time; the first one was saved. */
async function inConflict() {
  const server = new Server();
  const first = await opened(server);
  const second = await opened(server);
  first.notes.edit("da primeira");
  await first.window.pass(1000);
  second.notes.edit("da segunda");
  await second.window.pass(1000);
  same(second.notes.state, "CONFLICT");
  return { server, ...second };
}

export async function aConflictKeepsBothTexts() {
  const { server, window, notes } = await inConflict();
  same(notes.conflict, { mine: "da segunda", theirs: "da primeira" });
  same([server.text, window.kept, notes.unsaved], ["da primeira", "da segunda", true]);
  await notes.save();
  await window.pass(60_000);
  same(server.text, "da primeira", "nothing is written before the person has chosen");
}

export async function aConflictStandsOverAReload() {
  const { server, window } = await inConflict();
  const { notes } = await opened(server, window.store);
  same([notes.state, notes.conflict], ["CONFLICT", { mine: "da segunda", theirs: "da primeira" }]);
}

export async function whateverIsChosenIsSaved() {
  for (const chosen of ["da segunda", "da primeira\n\nda segunda", "da primeira"]) {
    const { server, window, notes } = await inConflict();
    notes.settle(chosen);
    await settled();
    same([server.text, notes.text, notes.state], [chosen, chosen, "SAVED"]);
    same([notes.conflict, notes.unsaved, window.kept], [null, false, null]);
  }
}

export async function theSameTextFromTwoWindowsIsNoConflict() {
  const server = new Server();
  const first = await opened(server);
  const second = await opened(server);
  for (const { window, notes } of [first, second]) {
    notes.edit("igual");
    await window.pass(1000);
  }
  same([second.notes.state, second.notes.unsaved], ["SAVED", false]);
}

export async function aServerThatCannotSaveIsNoLostConnection() {
  for (const status of [429, 500, 503]) {
    const { server, window, notes } = await opened();
    Object.assign(server, { reachable: false, status });
    notes.edit("a");
    await window.pass(1000);
    same([notes.state, window.kept, notes.unsaved], ["UNAVAILABLE", "a", true]);
    notes.edit("ab");
    same(notes.state, "UNAVAILABLE");
    server.reachable = true;
    await window.pass(5000);
    same([notes.state, server.text], ["SAVED", "ab"]);
  }
}

export async function anAnswerThatWasLostIsNoConflict() {
  const { server, window, notes } = await opened();
  notes.edit("a");
  const { put } = server;
  server.put = async (...all) => {
    await put(...all);
    throw new ApiRefusal(0);
  };
  await window.pass(1000);
  same([notes.state, server.text], ["OFFLINE", "a"]);
  server.put = put;
  notes.edit("ab");
  await window.pass(1000);
  await window.pass(1000);
  same([notes.state, server.text, notes.unsaved], ["SAVED", "ab", false]);
}

export async function tooMuchIsKeptHereAndNotSaved() {
  const { server, window, notes } = await opened();
  notes.edit("x".repeat(LONGEST + 1));
  await window.pass(1000);
  same([notes.state, server.puts.length, window.kept.length], ["TOO_LONG", 0, LONGEST + 1]);
  notes.edit("👵".repeat(LONGEST));
  await window.pass(1000);
  same([notes.state, server.puts.length], ["SAVED", 1]);
}

export async function anEndedLoginIsToldAndTheTextWaits() {
  const { server, window, notes } = await opened();
  server.put = async () => {
    throw new ApiRefusal(401);
  };
  notes.edit("a");
  await window.pass(1000);
  same([notes.state, window.kept], ["LOGGED_OUT", "a"]);
}

export async function aRefusalIsToldAndTheTextKept() {
  const { server, window, notes } = await opened();
  server.put = async () => {
    throw new ApiRefusal(403, { detail: "Isso não está liberado." });
  };
  notes.edit("a");
  await window.pass(1000);
  same([notes.state, notes.detail, window.kept], ["REFUSED", "Isso não está liberado.", "a"]);
}

export async function whatNobodyTypesIsLeftOut() {
  const { server, notes } = await opened();
  notes.edit("um\u0000\n\tdois\ud83e 👵");
  await notes.save();
  same([server.text, notes.text], ["um\n\tdois 👵", "um\n\tdois 👵"]);
}

/** A store with unsaved texts of several closed windows, which all began with the same version. */
function keptByWindows(...texts) {
  const store = new Store();
  const [first, ...behind] = texts.map((text) => JSON.stringify({ text, etag: '"0"' }));
  store.setItem("notes:s", first);
  store.behind["notes:s"] = behind;
  return store;
}

export async function theTextsOfTwoClosedWindowsAreBothThereToChooseFrom() {
  for (const chosen of ["da segunda", "da primeira", "da primeira\n\nda segunda"]) {
    const store = keptByWindows("da segunda", "da primeira");
    const { server, window, notes } = await opened(new Server(), store);
    same([notes.state, notes.conflict, notes.others], ["CONFLICT", { mine: "da segunda", theirs: "" }, ["da primeira"]]);
    await window.pass(60_000);
    same([server.text, store.all("notes:s").length], ["", 2], "nothing is written or lost before the person has chosen");
    notes.settle(chosen);
    await settled();
    same([server.text, notes.state, notes.others, store.all("notes:s")], [chosen, "SAVED", [], []]);
  }
}

export async function whatTwoClosedWindowsWroteAlikeIsNoConflict() {
  const store = keptByWindows("igual", "igual");
  const { server, notes } = await opened(new Server(), store);
  same([server.text, notes.state, store.all("notes:s")], ["igual", "SAVED", []]);
}

export async function whatAnotherWindowSavedIsSeenWhenThisOneIsLookedAtAgain() {
  const server = new Server();
  const { notes, window } = await opened(server);
  const other = (await opened(server)).notes;
  other.edit("da outra janela");
  await other.save();
  await notes.refresh();
  same([notes.text, notes.state], ["da outra janela", "SAVED"]);
  notes.edit("da outra janela, e mais");
  await window.pass(1000);
  same([server.text, notes.state], ["da outra janela, e mais", "SAVED"]);
}

export async function lookingAgainTakesNothingThatIsBeingWritten() {
  const server = new Server();
  const { notes } = await opened(server);
  const other = (await opened(server)).notes;
  other.edit("da outra janela");
  await other.save();
  notes.edit("o meu");
  await notes.refresh();
  same(notes.text, "o meu");
  await notes.save();
  same(notes.conflict, { mine: "o meu", theirs: "da outra janela" });
}
