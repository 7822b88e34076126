import { RoomSync } from "/resources/js/room/sync.js";
import { holds, refuses, same } from "../assert.js";
import { moveTo, place, remove, turnTo } from "../fixtures.js";
import { Store } from "../window.js";

/** A sync with a connection that records frames, and a clock and timers that the test controls. */
class Room {
  sent = [];
  events = [];
  now = 0;
  timers = [];

  constructor() {
    const wait = (action, ms) => this.timers.push({ at: this.now + ms, action });
    this.sync = new RoomSync((frame) => this.sent.push(frame), { now: () => this.now, wait });
    this.sync.participantId = "me";
    for (const type of ["pending", "refused", "stalled", "saved"]) {
      this.sync.addEventListener(type, ({ detail }) => this.events.push({ type, ...detail }));
    }
  }

  /** Opens the connection; the server has nothing new. */
  open() {
    this.sync.resume();
    this.sync.receive({ type: "changes", changes: [] });
    return this;
  }

  pass(ms) {
    this.now += ms;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter(({ at }) => at > this.now);
    due.forEach(({ action }) => action());
    return this;
  }

  changed(seq, change, { by = "other", changeId = `s${seq}` } = {}) {
    this.sync.receive({ type: "changed", seq, changeId, by, at: "2026-11-22T19:00:00Z", change });
    return this;
  }

  refused(changeId, code) {
    this.sync.receive({ type: "refused", changeId, code, detail: "…" });
    return this;
  }

  get changes() {
    return this.sent.filter(({ type }) => type === "change");
  }

  get resumes() {
    return this.sent.filter(({ type }) => type === "resume").map(({ lastSeq }) => lastSeq);
  }
}

const missing = (seq, change) => ({ type: "changed", seq, changeId: `s${seq}`, by: "other", at: "", change });

export function theMessagesThatAreMissingAreAskedForTogetherWithTheField() {
  const sent = [];
  let lastChat = 0;
  const sync = new RoomSync((frame) => sent.push(frame), { known: () => ({ lastChat }), wait: () => {} });
  sync.resume();
  lastChat = 7;
  sync.resume();
  same(sent, [
    { type: "resume", lastSeq: 0, lastChat: 0 },
    { type: "resume", lastSeq: 0, lastChat: 7 },
  ]);
}

export function theNextChangeIsApplied() {
  const room = new Room()
    .open()
    .changed(1, place("m"))
    .changed(2, moveTo("m", 5, 6));
  same([room.sync.lastSeq, room.sync.field.figure("m").x], [2, 5]);
}

export function aDuplicateChangesNothing() {
  const room = new Room()
    .open()
    .changed(1, place("m"))
    .changed(2, moveTo("m", 5, 6))
    .changed(1, place("m"));
  same([room.sync.lastSeq, room.sync.field.size, room.resumes.length], [2, 1, 1]);
}

export function aGapAsksForWhatIsMissing() {
  const room = new Room()
    .open()
    .changed(1, place("m"))
    .changed(3, moveTo("m", 9, 9))
    .changed(4, turnTo("m", 9));
  same(room.resumes, [0, 1], "asked once");
  same(room.sync.field.figure("m").x, 0, "nothing was applied over the gap");
  const three = [missing(2, moveTo("m", 1, 1)), missing(3, moveTo("m", 9, 9)), missing(4, turnTo("m", 9))];
  room.sync.receive({ type: "changes", changes: three });
  same([room.sync.lastSeq, room.sync.field.figure("m").x, room.sync.field.figure("m").facing], [4, 9, 9]);
}

export function aSnapshotStandsForEverythingBefore() {
  const room = new Room();
  room.sync.resume();
  const figure = { figureId: "m", kind: "WOMAN", label: "", colour: "ROSE", size: 1, x: 4, y: 4, facing: 0 };
  room.sync.receive({ type: "snapshot", seq: 700, figures: [figure] });
  room.changed(701, moveTo("m", 5, 5));
  same([room.sync.lastSeq, room.sync.field.figure("m").x], [701, 5]);
}

export function aFieldThatCannotFollowIsFetchedAnew() {
  const room = new Room().open().changed(1, moveTo("unknown", 1, 1));
  same([room.sync.lastSeq, room.resumes], [0, [0, 0]]);
}

export function anOwnChangeShowsAtOnceAndIsSavedWhenAcknowledged() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  same([room.sync.field.size, room.sync.pending, room.changes.length], [1, 1, 1]);
  room.changed(1, place("m"), { by: "me", changeId });
  same([room.sync.field.size, room.sync.pending, room.sync.lastSeq], [1, 0, 1]);
}

export function aRefusalRollsBack() {
  const room = new Room().open().changed(1, place("m"));
  const changeId = room.sync.submit(moveTo("m", 50, 50));
  room.refused(changeId, "NOT_ALLOWED");
  same([room.sync.field.figure("m").x, room.sync.pending], [0, 0]);
  const told = room.events.find(({ type }) => type === "refused");
  same([told.changeId, told.code, told.change.kind], [changeId, "NOT_ALLOWED", "FigureMoved"]);
}

export function aRefusalKeepsLaterChangesThatStillFit() {
  const room = new Room().open().changed(1, place("m"));
  const first = room.sync.submit(moveTo("m", 50, 50));
  room.sync.submit(turnTo("m", 90));
  room.refused(first, "STALE").pass(50);
  const { x, facing } = room.sync.field.figure("m");
  same([x, facing, room.sync.pending], [0, 90, 1]);
  same(
    room.changes.map(({ change }) => change.kind),
    ["FigureMoved", "FigureTurned"],
  );
}

export function changesGoOneByOneAndAtMostTwentyASecond() {
  const room = new Room().open();
  const first = room.sync.submit(place("m"));
  room.sync.submit(moveTo("m", 1, 1));
  room.pass(50);
  same(room.changes.length, 1, "the second waits for the first");
  room.changed(1, place("m"), { by: "me", changeId: first });
  same(room.changes.length, 2);
  const second = room.changes[1].changeId;
  room.sync.submit(moveTo("m", 2, 2));
  room.changed(2, moveTo("m", 1, 1), { by: "me", changeId: second });
  same(room.changes.length, 2, "the third waits for its time");
  room.pass(50);
  same(room.changes.length, 3);
}

export function tooFastIsTriedAgainUnchanged() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  room.refused(changeId, "TOO_FAST");
  same([room.sync.field.size, room.sync.pending, room.changes.length], [1, 1, 1]);
  room.pass(1000);
  same([room.changes.length, room.changes[1].changeId], [2, changeId]);
}

export function whatTheServerCannotTakeNowIsKeptAndSentAgainWithLongerAndLongerPauses() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  const ids = () => room.changes.map((frame) => frame.changeId);
  room.refused(changeId, "BUSY").pass(999);
  same([room.sync.pending, room.sync.field.size, ids().length], [1, 1, 1]);
  room.pass(1);
  room.refused(changeId, "UNAVAILABLE").pass(1999);
  same(ids().length, 2, "not sooner than the second pause");
  room.pass(1);
  same(ids(), [changeId, changeId, changeId]);
  for (let refusal = 0; refusal < 5; refusal++) room.refused(changeId, "BUSY").pass(8000);
  same(ids().length, 8, "never less than once in eight seconds");
  room.changed(1, place("m"), { by: "me", changeId });
  same(room.sync.pending, 0);
}

export function changesMadeOfflineGoOutInOrderAfterTheMissingOnes() {
  const room = new Room().open().changed(1, place("m"));
  room.sync.lost();
  const ids = [room.sync.submit(moveTo("m", 10, 0)), room.sync.submit(turnTo("m", 45)), room.sync.submit(place("p"))];
  same([room.changes.length, room.sync.pending], [0, 3]);
  room.sync.resume();
  same(room.changes.length, 0, "nothing goes out before what is missing has come");
  room.sync.receive({ type: "changes", changes: [missing(2, moveTo("m", 99, 0))] });
  same(room.sync.field.figure("m").x, 10, "own changes stand on top");
  ids.forEach((changeId, index) => {
    room.pass(50).changed(3 + index, room.changes[index].change, { by: "me", changeId });
  });
  same(
    room.changes.map((frame) => frame.changeId),
    ids,
  );
  same(room.sync.pending, 0);
}

export function aChangeCutOffBeforeItsAnswerIsSentAgainWithItsId() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  room.sync.lost();
  room.sync.resume();
  room.sync.receive({ type: "changes", changes: [] });
  room.pass(50);
  same(
    room.changes.map((frame) => frame.changeId),
    [changeId, changeId],
  );
}

export function aChangeThatHadArrivedIsAcknowledgedByTheMissingOnes() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  room.sync.lost();
  room.sync.resume();
  room.sync.receive({ type: "changes", changes: [{ ...missing(1, place("m")), by: "me", changeId }] });
  room.pass(100);
  same([room.sync.pending, room.changes.length, room.sync.field.size], [0, 1, 1]);
}

export function aChangeInsideASnapshotIsAcknowledgedByItsOldNumber() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  room.sync.lost();
  room.sync.resume();
  const { kind, figureKind, ...rest } = place("m");
  room.sync.receive({ type: "snapshot", seq: 600, figures: [{ ...rest, kind: figureKind }] });
  room.pass(50).changed(12, place("m"), { by: "me", changeId });
  same([room.sync.pending, room.sync.lastSeq, room.sync.field.size], [0, 600, 1]);
}

export function aChangeThatMayBeInsideASnapshotIsAskedForAgain() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  room.changed(2, place("m"), { by: "me", changeId });
  const { kind, figureKind, ...rest } = place("m");
  room.sync.receive({ type: "snapshot", seq: 2, figures: [{ ...rest, kind: figureKind }] });
  room.pass(50);
  same(
    room.changes.map((sent) => sent.changeId),
    [changeId, changeId],
  );
  room.changed(2, place("m"), { by: "me", changeId });
  same([room.sync.pending, room.sync.lastSeq, room.sync.field.size], [0, 2, 1]);
}

export function inARaceTheServersOrderWins() {
  const room = new Room().open().changed(1, place("m"));
  const changeId = room.sync.submit(moveTo("m", 10, 0));
  room.changed(2, moveTo("m", 77, 0));
  same(room.sync.field.figure("m").x, 10, "one's own is still on its way");
  room.changed(3, moveTo("m", 10, 0), { by: "me", changeId });
  same(room.sync.field.figure("m").x, 10, "and came last");
  const late = room.sync.submit(moveTo("m", 20, 0));
  room.changed(4, moveTo("m", 20, 0), { by: "me", changeId: late }).changed(5, moveTo("m", 88, 0));
  same(room.sync.field.figure("m").x, 88, "the other's came last");
}

export function aChangeOfAFigureTheOtherRemovedWaitsForTheServersWord() {
  const room = new Room().open().changed(1, place("m"));
  const changeId = room.sync.submit(moveTo("m", 10, 0));
  room.changed(2, remove("m"));
  same([room.sync.field.size, room.sync.pending], [0, 1]);
  room.refused(changeId, "FIGURE_UNKNOWN");
  same([room.sync.field.size, room.sync.pending], [0, 0]);
}

export function expectedValuesTravelWithTheChange() {
  const room = new Room().open().changed(1, place("m"));
  room.sync.submit(moveTo("m", 1, 1), { x: 0, y: 0 });
  same(room.changes[0].expected, { x: 0, y: 0 });
  holds(!("expected" in new Room().open().sent[0]), "nothing is expected otherwise");
}

export function whatTheRulesForbidIsNotEvenSent() {
  const room = new Room().open();
  refuses("FIGURE_UNKNOWN", () => room.sync.submit(moveTo("m", 1, 1)));
  same([room.changes.length, room.sync.pending], [0, 0]);
}

export function aChangeWithoutAnswerIsReported() {
  const room = new Room().open();
  room.sync.submit(place("m"));
  room.pass(10_000);
  holds(
    room.events.some(({ type }) => type === "stalled"),
    "the line is called stalled",
  );
}

export function anAnsweredChangeIsNotStalled() {
  const room = new Room().open();
  const changeId = room.sync.submit(place("m"));
  room.changed(1, place("m"), { by: "me", changeId }).pass(10_000);
  holds(!room.events.some(({ type }) => type === "stalled"), "nothing is stalled");
}

export function whatWasNotAcknowledgedGoesOutAgainFromTheNextPageUnderItsId() {
  const store = new Store();
  const before = new RoomSync(() => {}, { store, wait: () => {} });
  const changeId = before.submit(place("a"));
  const sent = [];
  const after = new RoomSync((frame) => sent.push(frame), { store, wait: () => {} });
  same(after.pending, 1);
  after.resume();
  after.receive({ type: "snapshot", seq: 0, figures: [] });
  same(sent.filter(({ type }) => type === "change").map((frame) => frame.changeId), [changeId]);
  same(after.field.size, 1);
  after.receive({ type: "changed", seq: 1, changeId, by: "me", at: "", change: place("a") });
  same(after.pending, 0);
  same(store.size, 0, "kept");
}
