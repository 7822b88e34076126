/**
 * The assistant's place in the room: what it may do, what it does now, and what the two want of it.
 *
 * Event: `update` when its state, or what was written down, has changed.
 */
import { Transcript } from "./transcript.js";

const PURPOSE = "TRANSCRIPTION";
const READING = "AI_ANALYSIS";
/** How long a microphone may take to be listened to, in ms, before it is said that it is not. */
const GRACE = 3000;

export class Assistant extends EventTarget {
  transcript = new Transcript();
  #role;
  #people;
  #consents;
  #speech;
  #ears = null;
  #possible = false;
  #session = null;
  #microphone = { track: null, on: false };
  #otherOn = false;
  #refused = false;
  #stalled = false;
  #cut = false;
  #deaf = false;
  #grace = null;
  #wait;

  /**
   * @param {{role: string, people: People, consents: Consents, speech: () => Promise<Speech>, wait?: (act, ms) => any}} room
   *     `speech` loads what listens, when it is first wanted
   */
  constructor({ role, people, consents, speech, wait = (act, ms) => setTimeout(act, ms) }) {
    super();
    this.#wait = wait;
    this.#role = role;
    this.#people = people;
    this.#consents = consents;
    this.#speech = speech;
    this.transcript.addEventListener("update", () => this.#changed());
  }

  /** Whether there is anybody to write down what is said. */
  set possible(possible) {
    this.#possible = possible;
    this.#changed();
  }

  /**
   * NONE (nobody is there to listen), ASKING (not both agreed), OFF_RECORD, PAUSED (session not under way), LOST (what is
   * said is not heard), LISTENING.
   */
  get state() {
    if (!this.#possible) return "NONE";
    if (!this.#session || !this.#consents.byBoth(PURPOSE)) return "ASKING";
    if (this.offRecord.length > 0) return "OFF_RECORD";
    if (this.#session.status !== "ACTIVE") return "PAUSED";
    const lost = this.#people.all.some(({ participantId }) =>
      ["LOST", "RECONNECTING"].includes(this.transcript.listening(participantId)),
    );
    return lost || this.#deaf || this.#cut ? "LOST" : "LISTENING";
  }

  /** Whether an AI reads what is written down: both have agreed to that, too. */
  get reads() {
    return this.#consents.byBoth(PURPOSE) && this.#consents.byBoth(READING);
  }

  /** @param {boolean} cut whether the line to the room is gone, so that nothing said here is heard */
  set cut(cut) {
    this.#cut = cut;
    this.#changed();
  }

  /** Whether somebody who is here and might be listened to is not: not any more, or never yet though their microphone is on. */
  get #missing() {
    if (!this.#wanted) return false;
    const isOn = (role) => (role === this.#role ? this.#microphone.on : this.#otherOn);
    const unheard = this.#people.all.some(({ participantId, role, state }) => {
      const { transcript } = this;
      const never = isOn(role) && transcript.listening(participantId) !== "ON";
      return state === "PRESENT" && (never || transcript.hasStopped(participantId));
    });
    return unheard || this.#refused || this.#stalled;
  }

  #watch() {
    if (!this.#missing) {
      clearTimeout(this.#grace);
      this.#grace = null;
      this.#deaf = false;
    } else {
      this.#grace ??= this.#wait(() => {
        this.#deaf = this.#missing;
        if (!this.#deaf) this.#grace = null;
        this.dispatchEvent(new Event("update"));
      }, GRACE);
    }
  }

  /** @returns {string[]} the roles of those who asked to be off the record */
  get offRecord() {
    return this.#session?.offRecord ?? [];
  }

  get shared() {
    return Boolean(this.#session?.transcriptShared);
  }

  /** Whether what was written down is shown to this person. */
  get shown() {
    return this.#role === "THERAPIST" || (Boolean(this.#session?.admitted) && this.shared);
  }

  /** After every frame that tells of the session. */
  follow(session) {
    this.#session = session;
    this.#refused = false;
    if (!this.shown) this.transcript.forget();
    this.#listen({ news: true });
    this.#changed();
  }

  /**
   * @param {{track: MediaStreamTrack|null, on: boolean, otherOn: boolean}} microphones the person's own, whether it is switched
   *     on, and whether the other's is
   */
  hear({ track, on, otherOn = false }) {
    this.#microphone = { track, on };
    this.#otherOn = otherOn;
    this.#listen();
    this.#changed();
  }

  receive(frame) {
    return this.transcript.receive(frame);
  }

  /** Nothing is listened to any more. */
  close() {
    this.#session = null;
    this.#listen();
  }

  get #wanted() {
    const { status, admitted, offRecord = [] } = this.#session ?? {};
    return this.#possible && status === "ACTIVE" && admitted && offRecord.length === 0 && this.#consents.byBoth(PURPOSE);
  }

  /** Nothing leaves this page, and what listens is not even loaded, before both have agreed. */
  async #listen({ news = false } = {}) {
    const wanted = Boolean(this.#wanted);
    if (wanted && !this.#ears) this.#ears = this.#load();
    if (!this.#ears) return;
    const ears = await this.#ears.catch((failure) => {
      this.#ears = null;
      this.#refuse();
      reportError(failure);
    });
    ears?.follow({ wanted: Boolean(this.#wanted), ...this.#microphone, news });
  }

  async #load() {
    const ears = await this.#speech();
    ears.addEventListener("refused", () => this.#refuse());
    ears.addEventListener("flow", ({ detail }) => {
      this.#stalled = !detail.flows;
      this.#changed();
    });
    return ears;
  }

  #refuse() {
    this.#refused = true;
    this.#changed();
  }

  #changed() {
    this.#watch();
    this.dispatchEvent(new Event("update"));
  }
}
