/** Says what has happened: on the page, to screen readers, and to a person who looks into another window. */
import { message } from "../shared/messages.js";

export class News {
  #isTherapist;
  #people;
  #toast;
  #announcer;
  #call;

  constructor({ role, people, toast, announcer, call }) {
    this.#isTherapist = role === "THERAPIST";
    this.#people = people;
    this.#toast = toast;
    this.#announcer = announcer;
    this.#call = call;
  }

  /** @param {string} words about the new time of the appointment */
  moved(words) {
    this.#tell(words);
    this.#announcer.say(words, "planned");
  }

  /** A frame `warning` of the server. */
  warning({ kind, minutes, percent }) {
    if (kind === "TIME") this.#tell(message("warning.TIME", minutes));
    else if (this.#isTherapist) this.#toast.show(message("warning.QUOTA", percent));
  }

  timerOver() {
    this.#tell(message("timer.over"));
    this.#announcer.say(message("timer.over"), "timer");
  }

  /** @param {object} newest the chat message that arrived last */
  arrived(newest) {
    this.#announcer.say(message("chat.arrived", this.#people.author(newest) ?? this.#otherName), "chat");
    this.#call.notify(message("knock.message"));
  }

  /** The other person's presence has changed. */
  presence(now) {
    const state = now === "AWAY" && this.#call.connected ? "CALL" : now;
    this.#announcer.say(message(`presence.${state}`, this.#otherName), "presence");
  }

  /** @param {boolean} entered whether the client was just admitted, after waiting on this page */
  session(before, now, { entered, mayChange }) {
    if (!before) return;
    if (entered) this.#announcer.say(message("room.open"), "status");
    if (before.status !== now.status) this.#announcer.say(message(`status.${now.status}`), "status");
    if (!this.#isTherapist && before.clientAccess !== now.clientAccess) {
      this.#announcer.say(message(mayChange ? "hint.move" : "hint.look"), "access");
    }
  }

  get #otherName() {
    return this.#people.otherName(this.#isTherapist ? "THERAPIST" : "CLIENT");
  }

  /** Also notifies a person who looks into another window. */
  #tell(words) {
    this.#toast.show(words);
    this.#call.notify(words);
  }
}
