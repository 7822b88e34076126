/** What is shown in place of the room: why the person waits, why their time in it has ended, and where they can go from there. */
import { message } from "../shared/messages.js";
import { States, stateTexts } from "./states.js";

export class RoomStates {
  #role;
  #session;
  #people;
  #work;
  #remaining;
  #unsent;
  #states;
  #decide;
  #leave;
  #planned;
  #movedWords = "";
  #erased = false;
  #seatLost = false;

  /**
   * @param {HTMLElement} section
   * @param {string} session its id
   * @param {Remaining} remaining what the server does not have of the person's work
   * @param {() => boolean} unsent whether something would be lost with the page
   * @param {() => void} decide the person leaves the page, and what is unsent survives it
   * @param {() => void} leave opens the page after the room
   * @param {() => string} planned the words about the appointment's time
   */
  constructor(section, { role, session, people, work, remaining, unsent, decide, leave, planned }) {
    this.#states = new States(section);
    this.#role = role;
    this.#session = session;
    this.#people = people;
    this.#work = work;
    this.#remaining = remaining;
    this.#unsent = unsent;
    this.#decide = decide;
    this.#leave = leave;
    this.#planned = planned;
    work.addEventListener("erased", () => {
      this.#erased = true;
      if (this.#states.shown === "UNKNOWN") this.loginEnded();
    });
  }

  /** Whether nobody can come back to what is unsent. */
  get seatLost() {
    return this.#seatLost;
  }

  hide() {
    this.#states.hide();
  }

  loading() {
    this.#states.show("LOADING", stateTexts("loading"));
  }

  /** The client has not been admitted yet. @param {boolean} gone the connection is lost */
  waiting(gone) {
    this.#states.show("WAITING", {
      title: message("state.WAITING.title"),
      text: `${message(gone ? "state.WAITING.gone" : "state.WAITING.text", this.#people.otherName(this.#role))} ${this.#movedWords || this.#planned()}`,
      buttons: [this.#leaveButton()],
    });
  }

  /** Shows again why the client waits, if they do. */
  stillWaiting(gone) {
    if (this.#states.shown === "WAITING") this.waiting(gone);
  }

  /** The appointment was moved; a waiting client sees only this state. */
  moved(words) {
    this.#movedWords = words;
    this.stillWaiting(false);
  }

  /** @param {{cancelled: boolean, words?: string}} end as for Remaining */
  ended(end) {
    const { state, ...texts } = this.#remaining.words(end);
    const record = { text: message("state.ENDED.see"), look: "tonal", act: () => this.#lookBack() };
    const buttons = this.#role === "THERAPIST" ? [record, this.#leaveButton()] : [this.#leaveButton("")];
    this.#states.show(state, { ...texts, buttons });
  }

  /** The person has opened the room in another window. */
  takenOver() {
    const here = { text: message("state.TAKEN_OVER.here"), look: "primary", act: () => location.reload() };
    const buttons = [here, this.#leaveButton()];
    this.#states.show("TAKEN_OVER", { ...stateTexts("TAKEN_OVER"), written: this.#remaining.written, buttons });
  }

  /**
   * Whoever comes by another link is another person: what was not sent reaches nobody any more, and can only be copied.
   *
   * @param {boolean} entered whether the person has been in the room
   */
  lost(reason, entered) {
    this.#seatLost = true;
    // Of somebody who has been in it, it was their room.
    const { title, text } = stateTexts(reason === "UNKNOWN" || (entered && this.#role === "CLIENT") ? "GUEST" : reason);
    const words = this.#remaining.lost ? `${text} ${message("state.UNSAVED.text")}` : text;
    this.#states.show(reason, { title, text: words, written: this.#remaining.written, buttons: [this.#leaveButton()] });
  }

  /** Unsent work is stored in this browser, and sent when the same person has entered again. */
  loginEnded() {
    const { lasting } = this.#work;
    const text = message(`state.UNKNOWN.${this.#unsent() ? (lasting ? "kept" : this.#erased ? "erased" : "text") : "text"}`);
    const again = { text: message("state.UNKNOWN.again"), look: "primary", act: () => this.#comeInAgain() };
    const written = lasting ? "" : this.#remaining.written;
    this.#states.show("UNKNOWN", { title: message("state.UNKNOWN.title"), text, written, buttons: [again, this.#leaveButton()] });
  }

  #leaveButton(look = "ghost") {
    return { text: message(`leave.${this.#role}`), look, act: this.#leave };
  }

  /** Opens the session's record, where unsaved notes and corrections continue. */
  #lookBack() {
    return this.#goOn(`/session?id=${this.#session}`);
  }

  #comeInAgain() {
    return this.#goOn(`/room?session=${this.#session}`);
  }

  async #goOn(address) {
    await this.#work.settled();
    if (this.#work.lasting) this.#decide();
    location.assign(address);
  }
}
