/**
 * The assistant in the room: what it is allowed to do, its current state, and both people's settings for it.
 *
 * Event: `update` when its state or the transcript has changed.
 */
import { Transcript } from "./transcript.js";

const PURPOSE = "TRANSCRIPTION";
const READING = "AI_ANALYSIS";
/** How long opening a microphone may take, in ms, before the page says that it is not transcribed. */
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
   *     `speech` loads the recorder when it is first needed
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

  /** Whether a recogniser is configured. */
  set possible(possible) {
    this.#possible = possible;
    this.#changed();
  }

  /**
   * NONE (no recogniser), ASKING (not both agreed), OFF_RECORD, PAUSED (session not active), LOST (speech is
   * not transcribed), LISTENING.
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

  /** Whether the assistant reads the transcript: both have agreed to that, too. */
  get reads() {
    return this.#consents.byBoth(PURPOSE) && this.#consents.byBoth(READING);
  }

  /** @param {boolean} cut whether the connection to the room is lost, so that nothing said here is transcribed */
  set cut(cut) {
    this.#cut = cut;
    this.#changed();
  }

  /** Whether a person who is present and should be transcribed is not: not any more, or never yet although their microphone is on. */
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

  /** @returns {string[]} the roles of the people who went off the record */
  get offRecord() {
    return this.#session?.offRecord ?? [];
  }

  get shared() {
    return Boolean(this.#session?.transcriptShared);
  }

  /** Whether this person may see the transcript. */
  get shown() {
    return this.#role === "THERAPIST" || (Boolean(this.#session?.admitted) && this.shared);
  }

  /** Called after every frame with the session's state. */
  follow(session) {
    this.#session = session;
    this.#refused = false;
    if (!this.shown) this.transcript.forget();
    this.#listen({ news: true });
    this.#changed();
  }

  /**
   * @param {{track: MediaStreamTrack|null, on: boolean, otherOn: boolean}} microphones the person's own track, whether it is switched
   *     on, and whether the other person's is
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

  /** Stops the transcription. */
  close() {
    this.#session = null;
    this.#listen();
  }

  get #wanted() {
    const { status, admitted, offRecord = [] } = this.#session ?? {};
    return this.#possible && status === "ACTIVE" && admitted && offRecord.length === 0 && this.#consents.byBoth(PURPOSE);
  }

  /** Before both have agreed, no sound leaves this page, and the recorder is not even loaded. */
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
