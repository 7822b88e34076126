/** The call quality in three levels, in words for each side. */
import { message } from "../shared/messages.js";

const byId = (id) => document.getElementById(id);

export class QualityView {
  #announcer;
  #last = {};

  constructor(announcer) {
    this.#announcer = announcer;
  }

  /** @param {{own: string, other: string}} levels GOOD, FAIR, POOR, or NONE while there is no call */
  show({ own, other }, otherName) {
    this.#badge("own", own, message("quality.you"));
    this.#badge("other", other, otherName);
  }

  #badge(whose, level = "NONE", name) {
    const badge = byId(`quality-${whose}`);
    badge.hidden = level === "NONE";
    badge.dataset.level = level;
    if (level === "NONE") return;
    const words = message("quality.badge", name, message(`quality.${level}`));
    byId(`quality-${whose}-text`).textContent = words;
    badge.title = message(`quality.${level}.help`);
    if (this.#last[whose] === "POOR" || level === "POOR") {
      if (this.#last[whose] !== level) this.#announcer.say(words, `quality-${whose}`);
    }
    this.#last[whose] = level;
  }
}
