/**
 * The assistant's place in the room: what it may do, what it does now, and what the two want of it.
 *
 * Event: `update` when its state, or what was written down, has changed.
 */
import { Transcript } from "./transcript.js";

const PURPOSE = "TRANSCRIPTION";

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

  /**
   * @param {{role: string, people: People, consents: Consents, speech: () => Promise<Speech>}} room `speech` loads what
   *     listens, when it is first wanted
   */
  constructor({ role, people, consents, speech }) {
    super();
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
    return lost ? "LOST" : "LISTENING";
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
    if (!this.shown) this.transcript.forget();
    this.#listen();
    this.#changed();
  }

  /** @param {{track: MediaStreamTrack|null, on: boolean}} microphone the person's own, and whether it is switched on */
  hear(microphone) {
    this.#microphone = microphone;
    this.#listen();
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
  async #listen() {
    const wanted = Boolean(this.#wanted);
    if (wanted && !this.#ears) this.#ears = this.#speech();
    if (!this.#ears) return;
    const ears = await this.#ears.catch((failure) => {
      this.#ears = null;
      reportError(failure);
    });
    ears?.follow({ wanted: Boolean(this.#wanted), ...this.#microphone });
  }

  #changed() {
    this.dispatchEvent(new Event("update"));
  }
}
