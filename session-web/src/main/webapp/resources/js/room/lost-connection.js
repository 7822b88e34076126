/** What the page shows while the room's socket is not connected, and says when it is again. */
import { message } from "../shared/messages.js";
import { LineView } from "./session-view.js";

export class LostConnection {
  #page;
  #announcer;
  #view = new LineView();
  #lost = null;

  /** @param {HTMLElement} page its class line-gone tells the styles that the connection is lost */
  constructor(page, announcer) {
    this.#page = page;
    this.#announcer = announcer;
  }

  /** The socket has another state. */
  follow(detail) {
    const { state } = detail;
    if (state === "LOST") this.#lost = detail;
    if (state === "CONNECTING" && this.#lost) this.#lost = { state, cause: this.#lost.cause };
    if (state === "CLOSED") this.over();
  }

  /** The server has answered, or will not any more. */
  over() {
    this.#lost = null;
  }

  /**
   * @param {boolean} open whether the socket is connected
   * @param {boolean} entered whether the page has received the session; before that, something else is shown
   * @param {number} pending the number of changes and messages that are not saved
   * @returns {boolean} whether the connection is lost
   */
  show({ open, entered, pending }) {
    const lost = this.#lost;
    const gone = Boolean(lost) && !open && entered;
    const title = message(lost?.cause === "UNAVAILABLE" ? "line.unavailable" : "line.lost");
    const before = this.#page.classList.contains("line-gone");
    if (gone && !before) this.#announcer.say(title, "line");
    // The bar goes, too, when there is no way back.
    if (!gone && before && open) this.#announcer.say(message("line.back"), "line");
    this.#view.show(gone ? { title, retryAt: lost.retryAt, tooFast: lost.cause === "TOO_FAST", pending } : null);
    this.#page.classList.toggle("line-gone", gone);
    return gone;
  }
}
