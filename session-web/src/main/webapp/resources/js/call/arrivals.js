/** Notifies a person who looks into another window when the other waits or comes back, or when the room has opened for them. */
import { message } from "../shared/messages.js";

export class Arrivals {
  #isTherapist;
  #knock;
  #before = null;
  #waited = false;
  #present = false;

  /**
   * @param {"THERAPIST"|"CLIENT"} role
   * @param {import("../shared/elsewhere.js").Knock} knock
   */
  constructor(role, knock) {
    this.#isTherapist = role === "THERAPIST";
    this.#knock = knock;
  }

  /**
   * @param {{admitted: boolean}} session
   * @param {string|undefined} other the other person's state
   * @returns {boolean} whether somebody has begun to wait, who may be another person than before
   */
  follow(session, other) {
    const waits = this.#isTherapist && other === "WAITING";
    const present = other === "PRESENT";
    const begins = waits && !this.#waited;
    const opened = !this.#isTherapist && session.admitted && this.#before && !this.#before.admitted;
    const came = present && !this.#present && !this.#waited && session.admitted && !opened;
    // What the page finds when it opens is no news.
    if (this.#before && begins) this.#knock.notify(message("knock.waiting"));
    if (opened) this.#knock.notify(message("knock.open"));
    if (this.#before && came) this.#knock.notify(message("knock.back"));
    if (this.#waited && !waits) this.#knock.over();
    this.#before = session;
    this.#waited = waits;
    this.#present = present;
    return begins;
  }
}
