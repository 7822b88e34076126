/** Mentions to review, only for the therapist: words from the lists that were spoken. Reviewed ones remain accessible. */
import { counted, message } from "../shared/messages.js";
import { html, icon } from "../shared/svg.js";
import { refill } from "./refill.js";

export class MentionsView {
  #room;
  #name;
  #goTo;
  #time;
  element = html("div", { class: "mentions", role: "region" });

  /** @param {(line: {lineId: string, role: string}) => string} name of who said it @param {(lineId: string) => void} goTo */
  constructor(room, { name, goTo }) {
    this.#room = room;
    this.#name = name;
    this.#goTo = goTo;
    this.#time = new Intl.DateTimeFormat(room.locale, { timeStyle: "short", timeZone: room.timeZone });
    this.element.setAttribute("aria-label", message("safety.list"));
    this.element.addEventListener("click", ({ target }) => this.#act(target.closest("button")));
  }

  /** @param {object[]|undefined} mentions of GET analysis; undefined if the transcript was not analysed */
  render(mentions) {
    this.element.hidden = !mentions;
    refill(this.element, ...(mentions ? this.#parts(mentions) : []));
  }

  /** Says that nothing was found only if there is no mention, and always reports what could not be searched. */
  #parts(mentions) {
    const open = mentions.filter(({ reviewed }) => !reviewed).map((mention) => this.#card(mention));
    const seen = mentions.filter(({ reviewed }) => reviewed).map((mention) => this.#card(mention));
    const { lines } = this.#room.assistant.transcript;
    const wordless = lines.filter(({ text }) => !text).length;
    const outcome = lines.length > wordless ? "safety.none" : "safety.unsearched";
    return [
      ...open,
      ...(seen.length ? [this.#seen(seen)] : []),
      html("p", { class: "caption" }, message(mentions.length ? "safety.purpose" : outcome)),
      ...(wordless ? [html("p", { class: "caption" }, counted("safety.gaps", wordless))] : []),
    ];
  }

  #seen(cards) {
    const summary = html("summary", {}, message("mention.reviewed", cards.length));
    return html("details", { class: "mentions-seen" }, summary, ...cards);
  }

  #card({ lineId, role, at, category, text, start, end, subject, tense, negated, reviewed }) {
    const said = html("p", { class: "mention-quote" });
    said.append(text.slice(0, start), html("mark", {}, text.slice(start, end)), text.slice(end));
    const facts = [
      message(`safety.category.${category}`),
      this.#name({ lineId, role }),
      this.#time.format(new Date(at)),
      message(`safety.subject.${subject}`),
      message(`safety.tense.${tense}`),
      ...(negated ? [message("safety.negated")] : []),
    ];
    const button = (act, look) =>
      html(
        "button",
        { type: "button", class: `button small ${look}`, "data-do": act, "data-line": lineId, "data-category": category },
        message(`mention.${act}`),
      );
    return html(
      "article",
      { class: "mention" },
      html(
        "p",
        { class: "mention-head" },
        icon("flag", { class: "icon small" }),
        html("span", { class: "strong" }, message(reviewed ? "mention.was" : "mention.title")),
        html("span", { class: "caption mention-only" }, message("mention.only")),
      ),
      said,
      html("p", { class: "caption" }, facts.join(" · ")),
      html("div", { class: "mention-acts" }, ...(reviewed ? [] : [button("seen", "")]), button("line", "ghost")),
    );
  }

  async #act(button) {
    if (!button) return;
    const { line: lineId, category } = button.dataset;
    if (button.dataset.do !== "seen") {
      this.#goTo(lineId);
      return;
    }
    try {
      await this.#room.analysis.review({ lineId, category });
      this.#room.announcer.say(message("mention.seen.said"), "mention");
    } catch (failure) {
      this.#room.toast.show(failure.detail ?? message("command.offline"));
    }
  }
}
