/** The assistant's suggestions: insights during the session, and drafts of the notes; each sentence with its citations. */
import { refill } from "./refill.js";
import { isGiven, message } from "../shared/messages.js";
import { html, icon } from "../shared/svg.js";

const FORMS = {
  SOAP: ["SUBJECTIVE", "OBJECTIVE", "ASSESSMENT", "PLAN"],
  DAP: ["DATA", "ASSESSMENT", "PLAN"],
  BIRP: ["BEHAVIOUR", "INTERVENTION", "RESPONSE", "PLAN"],
  CONSTELLATION: ["CONCERN", "FIELD", "MOVEMENT", "RESPONSE", "CLOSING"],
};
const KINDS = ["THEME", "MOMENT", "ARC", "INTERVENTION", "FOLLOW_UP"];

export class InsightsView {
  #room;
  #cite;
  #form = "SOAP";
  #failed = null;
  #shown = "";
  #standing = html("section", { class: "analysis-part" });
  #draft = html("section", { class: "analysis-part" });

  /**
   * @typedef {{number: (lineId) => number, goTo: (lineId) => void, fieldAfter: (seq) => void, fieldDuring: (lineId) => void}}
   *   Cite handles citations: `number` gives the number of a transcript line
   * @param {Cite} cite
   */
  constructor(room, cite) {
    this.#room = room;
    this.#cite = cite;
    for (const part of this.elements) part.addEventListener("click", ({ target }) => this.#act(target.closest("button")));
    this.#draft.addEventListener("change", ({ target }) => {
      this.#form = target.value;
      this.render();
    });
  }

  get elements() {
    return [this.#standing, this.#draft];
  }

  render() {
    const { current } = this.#room.analysis;
    const rounds = current?.rounds;
    // A citation shows its line's number, which is known once the transcript is loaded.
    const shows = JSON.stringify([rounds, this.#form, this.#failed, this.#room.assistant.transcript.lines.length]);
    if (shows === this.#shown) return;
    this.#shown = shows;
    for (const part of this.elements) part.hidden = !current?.sentiments;
    if (!current?.sentiments) return;
    refill(this.#standing, ...this.#standingParts(rounds.filter(({ kind }) => kind === "LIVE")));
    const drafts = rounds.filter(({ kind, form }) => kind === "DRAFT" && form === this.#form);
    const focused = document.activeElement?.closest("select")?.id;
    refill(this.#draft, ...this.#draftParts(drafts));
    if (focused) document.getElementById(focused)?.focus();
  }

  /** Whether the cited lines were erased. */
  get #erased() {
    return this.#room.assistant.state === "ERASED";
  }

  #head(title) {
    return html(
      "div",
      { class: "analysis-head" },
      html("h3", { class: "strong" }, message(title)),
      html("span", { class: "caption" }, message("insight.confirm")),
    );
  }

  #standingParts(rounds) {
    const answered = rounds.find(({ state }) => state === "DONE");
    const parts = [this.#head("insight.title")];
    if (rounds[0] && rounds[0].state !== "DONE") parts.push(this.#state(rounds[0]));
    if (!answered) return [...parts, html("p", { class: "caption" }, message("insight.none"))];
    for (const kind of KINDS) {
      const some = answered.insights.filter((insight) => insight.kind === kind);
      if (some.length === 0) continue;
      parts.push(html("h4", { class: "caption insight-kind" }, message(`insight.${kind}`)));
      parts.push(html("ul", { class: "insights" }, ...some.map((one) => this.#insight(one))));
    }
    return [...parts, this.#origin(answered)];
  }

  #draftParts(rounds) {
    const [newest] = rounds;
    const answered = rounds.find(({ state }) => state === "DONE");
    const choice = html("select", { id: "draft-form", class: "input" });
    for (const form of Object.keys(FORMS)) choice.append(new Option(message(`draft.${form}`), form, false, form === this.#form));
    const write = html("button", { type: "button", class: "button small", "data-do": "draft" });
    write.append(message(answered ? "draft.again" : "draft.write"));
    write.disabled = newest?.state === "ASKED" && !newest.nextTryAt;
    const parts = [
      this.#head("draft.title"),
      html("div", { class: "draft-choice" }, html("label", { for: "draft-form", class: "quiet" }, message("draft.form")), choice, this.#room.readOnly || this.#erased ? "" : write),
    ];
    if (this.#failed) parts.push(html("p", { class: "error", role: "alert" }, this.#failed));
    if (newest && newest.state !== "DONE") parts.push(this.#state(newest));
    if (!answered) return parts;
    const notes = answered.insights.filter(({ kind }) => kind === "NOTE_SECTION");
    for (const section of FORMS[this.#form]) {
      const some = notes.filter((note) => note.section === section);
      parts.push(html("h4", { class: "strong" }, message(`note.section.${section}`)));
      parts.push(
        some.length === 0
          ? html("p", { class: "caption" }, message(this.#erased ? "note.erased" : "note.noEvidence"))
          : html("ul", { class: "insights draft-text" }, ...some.map((one) => this.#insight(one))),
      );
    }
    return [...parts, this.#origin(answered)];
  }

  #insight({ text, citations }) {
    const chips = citations.flatMap(({ lineId, seq, quote }) => (lineId ? this.#line(lineId, quote) : [this.#change(seq)]));
    return html("li", {}, `${text} `, ...chips);
  }

  #line(lineId, quote) {
    const number = this.#cite.number(lineId);
    if (number === null) return [html("span", { class: "caption" }, message("insight.gone"))];
    const chip = html("button", { type: "button", class: "citation", "data-line": lineId }, String(number));
    chip.setAttribute("aria-label", message("insight.line", number));
    if (quote) chip.title = `“${quote}”`;
    return this.#room.analysis.current.field.used ? [chip, this.#during(lineId, number)] : [chip];
  }

  /** A button that shows the field at the time of a line. */
  #during(lineId, number) {
    const chip = html("button", { type: "button", class: "citation field", "data-during": lineId }, icon("eye", { class: "icon small" }));
    chip.setAttribute("aria-label", message("insight.during", number));
    chip.title = message("insight.during", number);
    return chip;
  }

  #change(seq) {
    const chip = html("button", { type: "button", class: "citation field", "data-seq": seq }, message("insight.field", seq));
    chip.setAttribute("aria-label", message("insight.change", seq));
    return chip;
  }

  #state({ state, failure, refused, lastFailure, nextTryAt }) {
    let known = state === "ASKED" && !nextTryAt ? message("insight.asked") : failed(failure ?? lastFailure);
    if (nextTryAt) {
      const { locale, timeZone } = this.#room;
      known += ` ${message("insight.nextTry", new Date(nextTryAt).toLocaleTimeString(locale, { timeStyle: "short", timeZone }))}`;
    }
    const count = Object.values(refused ?? {}).reduce((sum, one) => sum + one, 0);
    const words = count > 0 ? `${known} ${message("insight.refused", count)}` : known;
    return html("p", { class: "caption insight-state", role: "status", "data-state": state }, words);
  }

  /** The source of the answer, why it was not the requested provider, and how many statements were dropped for lack of a citation. */
  #origin({ analyst, failure, refused }) {
    const count = Object.values(refused ?? {}).reduce((sum, one) => sum + one, 0);
    const words = [analyst === "HOUSE" ? message("insight.house") : message("insight.by", analyst)];
    if (failure) words.unshift(failed(failure));
    if (count > 0) words.push(message("insight.refused", count));
    return html("p", { class: "caption insight-origin" }, words.join(" "));
  }

  async #act(button) {
    if (!button) return;
    if (button.dataset.line) this.#cite.goTo(button.dataset.line);
    else if (button.dataset.seq) this.#cite.fieldAfter(Number(button.dataset.seq));
    else if (button.dataset.during) this.#cite.fieldDuring(button.dataset.during);
    else if (button.dataset.do === "draft") await this.#write(button);
  }

  async #write(button) {
    button.disabled = true;
    this.#failed = null;
    try {
      await this.#room.api.post("analysis/drafts", { form: this.#form });
      this.#room.analysis.touch();
    } catch (failure) {
      this.#failed = failure.detail ?? message("command.offline");
      this.render();
    }
  }
}

function failed(reason = "LOST") {
  const key = `insight.failed.${reason}`;
  return message(isGiven(key) ? key : "insight.failed.FAILED");
}
