/**
 * Keeps the field in sync with the server: the confirmed field, plus one's own changes that were not acknowledged yet.
 *
 * Changes are sent one at a time and in order, so that a change never overtakes the one that it builds on, even after a
 * lost connection. A change leaves the queue when the server names its id: acknowledged means committed. The queue survives a
 * reload, encrypted, because labels are private.
 *
 * Events: `update` {field, changes: [{change, by, own}]}, `pending` {count}, `saved` {at} (by either person), `refused` {changeId, change,
 * typed, code, detail}, `stalled` (no answer for too long: the socket should be reopened).
 */
import { Constellation, Refusal } from "../constellation/constellation.js";

/** At most 20 changes a second. */
const SPACING = 50;
const AGAIN_AFTER = 1000;
/** After a temporary refusal a change is sent again, with growing pauses. */
const LONGEST_PAUSE = 8000;
const PASSING = ["TOO_FAST", "BUSY", "UNAVAILABLE"];
const STALLED_AFTER = 10_000;
const KEPT = "changes";

export class RoomSync extends EventTarget {
  #send;
  #now;
  #wait;
  #known;
  #store;
  #me = null;
  #confirmed = new Constellation();
  #field = this.#confirmed;
  #lastSeq = 0;
  #pending = [];
  #inFlight = null;
  #notBefore = 0;
  #refusals = 0;
  #waiting = false;
  #live = false;
  #resuming = false;
  #startedOver = false;

  /**
   * @param {(frame: object) => void} send sends a frame over the open socket
   * @param {() => object} known the last known numbers of chat and transcript, so that one resume requests everything
   * @param {import("../shared/unsent-work.js").UnsentWork?} store keeps changes over a reload until they are acknowledged
   * @param now and @param wait the clock (ms) and setTimeout, replaced in tests
   */
  constructor(
    send,
    {
      known = () => ({}),
      store = null,
      now = () => performance.now(),
      wait = (action, ms) => setTimeout(action, ms),
    } = {},
  ) {
    super();
    this.#send = send;
    this.#known = known;
    this.#store = store;
    this.#now = now;
    this.#wait = wait;
    this.#pending = JSON.parse(store?.getItem(KEPT) ?? "[]");
  }

  /** What two windows kept, as one: each change once. */
  static merged(older, newer) {
    const changes = [...JSON.parse(older), ...JSON.parse(newer)];
    return JSON.stringify([...new Map(changes.map((one) => [one.changeId, one])).values()]);
  }

  /** The field as this person sees it. */
  get field() {
    return this.#field;
  }

  get lastSeq() {
    return this.#lastSeq;
  }

  get pending() {
    return this.#pending.length;
  }

  /** The labels that somebody typed and the server does not have. @returns {string[]} */
  get unsent() {
    return this.#pending.map(({ typed, change }) => (typed && change.label) || "").filter(Boolean);
  }

  /** Whether the whole field has been received on this connection. */
  get live() {
    return this.#live;
  }

  set participantId(id) {
    this.#me = id;
  }

  /** The socket is open, or the client was admitted: requests what is missing. */
  resume() {
    this.#live = false;
    this.#inFlight = null;
    this.#askForMissing();
  }

  /** The connection is lost; pending changes are kept and sent again after the next resume. */
  lost() {
    this.#live = false;
    this.#resuming = false;
    this.#inFlight = null;
  }

  /**
   * Applies an own change immediately and sends it.
   * @param {object} [expected] values that the figure must still have when the change is applied
   * @param {boolean} [typed] whether it contains typed input, which is restored if it is refused
   * @returns {string} the change's id
   * @throws {Refusal} if the rules already forbid it
   */
  submit(change, expected, typed) {
    this.#field = this.#field.apply(change);
    const changeId = crypto.randomUUID();
    this.#pending.push({ changeId, change, expected, typed });
    this.#emit("update", { field: this.#field, changes: [{ change, by: this.#me, own: true }] });
    this.#emitPending();
    this.#pump();
    return changeId;
  }

  /** @returns {boolean} whether the frame was handled */
  receive(frame) {
    switch (frame.type) {
      case "snapshot":
        this.#confirmed = new Constellation(frame.figures);
        this.#lastSeq = frame.seq;
        // It may already contain the change in flight; when that is sent again, the server acknowledges it.
        this.#inFlight = null;
        this.#caughtUp([]);
        return true;
      case "changes":
        this.#receiveMissing(frame.changes);
        return true;
      case "changed":
        this.#receiveLive(frame);
        return true;
      case "refused":
        return this.#receiveRefusal(frame);
      default:
        return false;
    }
  }

  #receiveMissing(missing) {
    const applied = [];
    for (const changed of missing) {
      if (changed.seq > this.#lastSeq + 1 || !this.#take(changed, applied)) {
        this.#startOver();
        return;
      }
    }
    this.#caughtUp(applied);
  }

  #receiveLive(changed) {
    if (changed.seq > this.#lastSeq + 1) {
      if (!this.#resuming) this.#askForMissing();
      return;
    }
    const applied = [];
    if (!this.#take(changed, applied)) {
      this.#startOver();
      return;
    }
    this.#replay(applied);
    this.#pump();
  }

  /**
   * Applies the next change in sequence; an older one only acknowledges.
   * @returns {boolean} false if our field diverges from the server's, which is authoritative
   */
  #take(changed, applied) {
    const { seq, changeId, change, by, at } = changed;
    const own = this.#acknowledge(changeId);
    if (seq !== this.#lastSeq + 1) return true;
    try {
      this.#confirmed = this.#confirmed.apply(change);
      applied.push({ change, by, own });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      // Reloading the whole field is tried once; after that, one change is skipped rather than blocking the room.
      if (!this.#startedOver) return false;
    }
    this.#lastSeq = seq;
    this.#emit("saved", { at });
    return true;
  }

  #acknowledge(changeId) {
    const index = this.#pending.findIndex((one) => one.changeId === changeId);
    if (index < 0) return false;
    this.#pending.splice(index, 1);
    this.#refusals = 0;
    if (this.#inFlight === changeId) this.#inFlight = null;
    this.#emitPending();
    return true;
  }

  #receiveRefusal({ changeId, code, detail }) {
    const refused = this.#pending.find((one) => one.changeId === changeId);
    if (!refused) return changeId !== undefined;
    if (PASSING.includes(code)) {
      this.#inFlight = null;
      this.#notBefore = this.#now() + Math.min(LONGEST_PAUSE, AGAIN_AFTER * 2 ** this.#refusals++);
    } else {
      this.#acknowledge(changeId);
      this.#replay([]);
      this.#emit("refused", { ...refused, code, detail });
    }
    this.#pump();
    return true;
  }

  #askForMissing() {
    this.#resuming = true;
    this.#send({ type: "resume", lastSeq: this.#lastSeq, ...this.#known() });
  }

  #startOver() {
    this.#startedOver = true;
    this.#confirmed = new Constellation();
    this.#lastSeq = 0;
    this.#askForMissing();
  }

  #caughtUp(applied) {
    this.#resuming = false;
    this.#live = true;
    this.#replay(applied);
    this.#pump();
  }

  /** Own pending changes on top of the confirmed field; a change that no longer fits waits for the server's answer. */
  #replay(changes) {
    let field = this.#confirmed;
    for (const { change } of this.#pending) {
      try {
        field = field.apply(change);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
      }
    }
    this.#field = field;
    this.#emit("update", { field, changes });
  }

  #pump() {
    const next = this.#pending[0];
    if (!next || !this.#live || this.#inFlight || this.#waiting) return;
    const early = this.#notBefore - this.#now();
    if (early > 0) {
      this.#waiting = true;
      this.#wait(() => {
        this.#waiting = false;
        this.#pump();
      }, early);
      return;
    }
    const { changeId, change, expected } = next;
    this.#inFlight = changeId;
    this.#notBefore = this.#now() + SPACING;
    this.#send({ type: "change", changeId, change, ...(expected && { expected }) });
    this.#wait(() => {
      if (this.#inFlight === changeId) this.#emit("stalled", {});
    }, STALLED_AFTER);
  }

  #emitPending() {
    if (this.#pending.length) this.#store?.setItem(KEPT, JSON.stringify(this.#pending));
    else this.#store?.removeItem(KEPT);
    this.#emit("pending", { count: this.#pending.length });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
