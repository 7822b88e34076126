import { Transcript } from "/resources/js/assistant/transcript.js";
import { same } from "../assert.js";

const line = (changed, { lineId = `l${changed}`, by = "ana", at = changed, text = `fala ${changed}`, ...more } = {}) => ({
  lineId,
  changed,
  by,
  role: "CLIENT",
  state: "SPOKEN",
  from: `2026-11-22T19:00:${String(at).padStart(2, "0")}Z`,
  to: `2026-11-22T19:00:${String(at + 1).padStart(2, "0")}Z`,
  language: "pt-BR",
  text,
  ...more,
});

/** A transcript that counts its requests for missing lines. */
function opened() {
  const transcript = new Transcript();
  transcript.asked = 0;
  transcript.addEventListener("behind", () => transcript.asked++);
  return transcript;
}

const tell = (transcript, ...lines) => lines.forEach((one) => transcript.receive({ type: "line", ...one }));
const texts = (transcript) => transcript.lines.map(({ text }) => text);

export function linesStandInTheOrderInWhichTheyWereSaid() {
  const transcript = opened();
  tell(transcript, line(1, { at: 5 }), line(2, { at: 3 }));
  same(texts(transcript), ["fala 2", "fala 1"]);
  same(transcript.lastLine, 2);
}

export function aMissingChangeIsAskedForOnce() {
  const transcript = opened();
  tell(transcript, line(1), line(3), line(4));
  same(transcript.asked, 1);
  same(transcript.lastLine, 1);
  transcript.resume();
  transcript.receive({ type: "lines", lines: [line(2), line(3), line(4)], more: false });
  same(transcript.lastLine, 4);
  same(transcript.asked, 1);
}

export function aLineThatChangedTwiceWhileNobodyListenedIsNotMissing() {
  const transcript = opened();
  transcript.receive({ type: "lines", lines: [line(3, { lineId: "a" }), line(5, { lineId: "b" })], more: false });
  same(transcript.lastLine, 5);
  tell(transcript, line(6));
  same(transcript.lastLine, 6);
  same(transcript.asked, 0);
}

export function moreIsAskedForAsLongAsThereIsMore() {
  const transcript = opened();
  transcript.receive({ type: "lines", lines: [line(1), line(2)], more: true });
  same(transcript.asked, 1);
}

export function anOlderChangeDoesNotUndoANewerOne() {
  const transcript = opened();
  tell(transcript, line(1, { lineId: "a" }));
  tell(transcript, line(2, { lineId: "a", state: "CORRECTED", text: "corrigida" }));
  tell(transcript, line(1, { lineId: "a" }));
  same(texts(transcript), ["corrigida"]);
}

export function aStruckLineKeepsItsPlaceWithoutWords() {
  const transcript = opened();
  tell(transcript, line(1, { lineId: "a" }));
  const { text, ...bare } = line(2, { lineId: "a", at: 1, state: "STRUCK" });
  tell(transcript, bare);
  same(
    transcript.lines.map(({ state, text: words }) => [state, words]),
    [["STRUCK", undefined]],
  );
}

export function whatIsBeingSaidGoesWhenItWasSaid() {
  const transcript = opened();
  const partial = { type: "partial", by: "ana", from: "2026-11-22T19:00:01Z", text: "fal" };
  transcript.receive(partial);
  same(transcript.partials.length, 1);
  tell(transcript, line(1, { by: "paulo" }));
  same(transcript.partials.length, 1, "somebody else's line");
  tell(transcript, line(2, { at: 1 }));
  same(transcript.partials, []);
}

export function nothingIsBeingSaidByAMicrophoneThatIsClosed() {
  const transcript = opened();
  transcript.receive({ type: "listening", by: "ana", state: "ON" });
  transcript.receive({ type: "partial", by: "ana", from: "2026-11-22T19:00:01Z", text: "fal" });
  transcript.receive({ type: "listening", by: "ana", state: "OFF" });
  same(transcript.partials, []);
  same(transcript.listening("ana"), "OFF");
  same(transcript.listening("paulo"), "OFF");
}

export function wordsAreFoundWithoutAccentsAndCapitals() {
  const transcript = opened();
  tell(transcript, line(1, { text: "A mãe não veio" }), line(2, { text: "Está bem" }));
  same(
    transcript.find("MAE ").map(({ text }) => text),
    ["A mãe não veio"],
  );
  same(transcript.find("pai"), []);
  same(transcript.find(" ").length, 2);
}

export function whatIsNotShownAnyMoreIsForgotten() {
  const transcript = opened();
  tell(transcript, line(1));
  transcript.forget();
  same(transcript.lines, []);
  same(transcript.lastLine, 0);
}
