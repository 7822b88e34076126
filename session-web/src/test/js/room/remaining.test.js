import { Remaining } from "/resources/js/room/remaining.js";
import { same } from "../assert.js";
import { Store } from "../window.js";

class Work extends Store {
  lasting = true;
}

function room({ pending = 0, said = "", labels = [], inHand = false } = {}) {
  const work = new Work();
  const hand = { inHand };
  const chat = { pending: said ? 1 : 0, unsent: (draft) => [said, draft].filter(Boolean).join("\n") };
  const remaining = new Remaining({ sync: { pending, unsent: labels }, chat, board: hand, work, session: "s1" });
  const ends = (end = { cancelled: false }) => {
    remaining.look();
    const { state, text, written } = remaining.words(end);
    return [state, text, written];
  };
  return { remaining, work, hand, ends };
}

export function everythingWasSavedIsSaidOnlyWhenItIsSo() {
  same(room().ends(), ["ENDED", "state.ENDED.text", ""]);
  same(room({ pending: 1 }).ends(), ["UNSAVED", "state.UNSAVED.text", ""]);
  same(room({ said: "até já" }).ends(), ["UNSAVED", "state.UNSAVED.text", "até já"]);
}

export function aDragUnderWayIsLostThoughTheEndTakesItOutOfTheHand() {
  const { ends, hand } = room({ inHand: true });
  same(ends()[0], "UNSAVED");
  hand.inHand = false;
  same(ends()[0], "UNSAVED", "told once more");
}

export function whatWasOnlyBeingWrittenIsNoLostChangeAndCanBeCopied() {
  const { ends, work, remaining } = room();
  work.setItem("draft:figure", JSON.stringify({ figureId: "f", figure: { label: "Avó" }, touched: ["label"] }));
  same(ends(), ["ENDED", "state.UNSENT.text", "Avó"]);
  same(ends({ cancelled: true }), ["CANCELLED", "state.CANCELLED.text", "Avó"]);
  remaining.forget();
  same(work.getItem("draft:figure"), null);
  same(ends()[2], "Avó");
}

export function whatSeveralWindowsLeftOpenCanAllBeCopied() {
  const { remaining, work, ends } = room();
  const kept = (label) => JSON.stringify({ figureId: "f", figure: { label }, touched: ["label"] });
  work.setItem("draft:figure", kept("Avó"));
  work.behind["draft:figure"] = [kept("Tia")];
  same(ends()[2], "Avó\nTia");
  same(remaining.written, "Avó\nTia");
  remaining.forget();
  same(work.all("draft:figure"), []);
}

export function notesThatWaitAreSaidToWaitUntilTheyAreSaved() {
  const { ends, work } = room();
  work.setItem("notes:s1", "{}");
  same(ends(), ["UNSAVED", "state.waiting", ""]);
  work.lasting = false;
  same(ends(), ["UNSAVED", "state.waiting.here", ""]);
  work.removeItem("notes:s1");
  same(ends(), ["ENDED", "state.ENDED.text", ""]);
}

export function aCorrectionWaitsToo() {
  const { ends, work } = room({ pending: 1 });
  work.setItem("draft:line", "{}");
  same(ends({ cancelled: true })[1], "state.UNSAVED.text state.waiting");
}

export function whoNeverSawTheSessionReadsTheServersWordsUnlessSomethingIsLost() {
  same(room().ends({ cancelled: false, words: "Terminou." })[1], "Terminou.");
  same(room({ pending: 1 }).ends({ cancelled: false, words: "Terminou." })[1], "state.UNSAVED.text");
}

export function whoMayNotComeBackCanCopyAllTheyWrote() {
  const { remaining, work } = room({ pending: 1, said: "até já", labels: ["Avó"] });
  same(remaining.lost, false, "not looked at yet");
  remaining.look();
  same(remaining.lost, true);
  work.setItem("draft:chat", "e ainda");
  work.setItem("notes:s1", JSON.stringify({ text: "Falou da avó", etag: '"1"' }));
  work.setItem("draft:line", JSON.stringify({ lineId: "l", changed: 1, text: "bom dia" }));
  work.setItem("cancel-reason", "doente");
  same(remaining.written.split("\n"), ["até já", "e ainda", "Avó", "Falou da avó", "bom dia", "doente"]);
  work.removeItem("notes:s1");
  same(remaining.written.includes("Falou"), false, "saved meanwhile");
}
