/**
 * Keeps the field in step with the server: what is confirmed, plus one's own changes that are still on their way.
 *
 * Changes go out one at a time and in order, so that a change never overtakes the one it builds on, also after a cut
 * line. A change leaves the queue when the server names its id: acknowledged means committed. The queue outlives the page,
 * sealed, because labels are private.
 *
 * Events: `update` {field, changes: [{change, by, own}]}, `pending` {count}, `saved` {at} (by either person), `refused` {changeId, change,
 * typed, code, detail}, `stalled` (no answer for too long: the line should be tried again).
 */
import { Constellation, Refusal } from "../constellation/constellation.js";

/** At most 20 changes a second. */
const SPACING = 50;
const AGAIN_AFTER = 1000;
/** What the server could not take now is sent again, after longer and longer pauses. */
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
   * @param {(frame: object) => void} send hands a frame to the open line
   * @param {() => object} known what else of the session is known, so that what is missing of it comes with the field's
   * @param {import("./unsent-work.js").UnsentWork?} store where changes outlive the page until they are acknowledged
   * @param now and @param wait the clock (ms) and setTimeout, given in so that tests need not wait
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

  /** Whether the whole field has been received on this line. */
  get live() {
    return this.#live;
  }

  set participantId(id) {
    this.#me = id;
  }

  /** The line is open, or the person was let in: ask for what is missing. */
  resume() {
    this.#live = false;
    this.#inFlight = null;
    this.#askForMissing();
  }

  /** The line is gone; what is pending stays and goes out again after the next resume. */
  lost() {
    this.#live = false;
    this.#resuming = false;
    this.#inFlight = null;
  }

  /**
   * Applies an own change at once and sends it.
   * @param {object} [expected] what must still hold of the figure where it is applied
   * @param {boolean} [typed] whether somebody typed it, and wants it back should it be refused
   * @returns {string} the change's id
   * @throws {Refusal} when the rules already say no
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

  /** @returns {boolean} whether the frame was one of those handled here */
  receive(frame) {
    switch (frame.type) {
      case "snapshot":
        this.#confirmed = new Constellation(frame.figures);
        this.#lastSeq = frame.seq;
        // It may hold the change that is in flight, without saying so; asked again, the server names it.
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
   * @returns {boolean} false when our field cannot follow the server's, which is the true one
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
      // Fetching the whole field helps once; after that, one change is missed rather than the room.
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

  /** Own pending changes on top of what is confirmed; what no longer fits waits for the server's word. */
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
