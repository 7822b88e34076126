/** The assistant in the header: its current state, and the way off the record. Always shown, to both. */
import { message } from "../shared/messages.js";

const byId = (id) => document.getElementById(id);
const OTHER = { THERAPIST: "CLIENT", CLIENT: "THERAPIST" };
/** Minutes whose words can be deleted when going off the record. */
const DROPS = [0, 1, 2, 5];

export class AssistantView {
  #assistant;
  #people;
  #role;
  #announcer;
  #said = null;
  /** Words can be deleted even after the transcription has stopped. */
  #heardOnce = false;
  /** The actions of buttons, by the name in their data-act. */
  acts;

  /** @param {(command: string, more?: object) => Promise<boolean>} run */
  constructor({ assistant, people, role, announcer, run }) {
    this.#assistant = assistant;
    this.#people = people;
    this.#role = role;
    this.#announcer = announcer;
    const offRecord = (drop) => [`off-record-${drop}`, () => run("OFF_RECORD", { drop })];
    this.acts = {
      ...Object.fromEntries(DROPS.map(offRecord)),
      "on-record": () => run("ON_RECORD"),
      "off-record": () => (this.#own ? run("ON_RECORD") : run("OFF_RECORD", { drop: 0 })),
      "share-transcript": () => run("SHARE_TRANSCRIPT", { shared: !assistant.shared }),
    };
    assistant.addEventListener("update", () => this.show());
    this.show();
  }

  /** @param {boolean} alone whether deleting is the only remaining action */
  #showDrops(alone) {
    for (const drop of DROPS) {
      const button = document.querySelector(`#assistant-off [data-act=off-record-${drop}]`);
      if (drop === 0) button.hidden = alone;
      else button.textContent = message(`assistant.${alone ? "erase" : "offRecord"}.${drop}`);
    }
  }

  get #own() {
    return this.#assistant.offRecord.includes(this.#role);
  }

  /** Called also when another person may have taken the client's seat. */
  show() {
    const { state, reads, offRecord, shared, shown } = this.#assistant;
    const own = this.#own;
    const others = offRecord.includes(OTHER[this.#role]);
    const name = this.#people.otherName(this.#role);
    const words = state === "OFF_RECORD" ? `OFF_RECORD.${others ? "other" : "own"}` : state;
    byId("assistant").dataset.state = state;
    byId("assistant-word").textContent = message(`assistant.${state}`);
    byId("assistant-text").textContent = message(`assistant.${words}.text.${this.#role}`, name);
    byId("assistant-reading").hidden = state === "NONE" || state === "ASKING";
    byId("assistant-reading").textContent = message(`assistant.${reads ? "reads" : "readsNothing"}.${this.#role}`, name);
    const heard = ["LISTENING", "LOST", "PAUSED"].includes(state);
    this.#heardOnce ||= heard || this.#assistant.transcript.lines.length > 0;
    byId("assistant-off").hidden = state === "NONE" || !(own || others || this.#heardOnce);
    this.#showDrops(own || state === "ASKING");
    byId("assistant-on").hidden = !own;
    byId("control-record").hidden = !(heard || own || others);
    byId("control-record").setAttribute("aria-pressed", String(own));
    byId("assistant-read").hidden = !shown || state === "NONE";
    const share = byId("assistant-share");
    if (share) {
      share.hidden = state === "NONE";
      share.setAttribute("aria-pressed", String(shared));
      byId("assistant-share-word").textContent = message("assistant.share", name);
    }
    if (this.#said !== null && this.#said !== state) this.#announcer.say(message(`assistant.${state}.said`), "assistant");
    this.#said = state;
  }
}
