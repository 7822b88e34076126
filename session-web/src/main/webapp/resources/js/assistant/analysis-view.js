/** What the assistant makes of the session, above the transcript: mentions to review, how it sounds, who spoke how long. */
import { message } from "../messages.js";
import { InsightsView } from "./insights-view.js";
import { refill } from "./refill.js";
import { html, icon, svg } from "../svg.js";

const WIDTH = 320;
const HEIGHT = 64;
const ROLES = ["CLIENT", "THERAPIST"];

export class AnalysisView {
  #room;
  #analysis;
  #cite;
  #insights;
  #time;
  #mentions = html("div", { class: "mentions", role: "region" });
  #arc = html("section", { class: "analysis-part" });
  #talk = html("section", { class: "analysis-part" });
  #shown = "";
  element = html("div", { class: "analysis" });

  /** @param {{line: (lineId) => number, goTo: (lineId) => void, field: (seq) => void}} cite where citations lead */
  constructor(room, cite) {
    this.#room = room;
    this.#analysis = room.analysis;
    this.#cite = cite;
    this.#insights = new InsightsView(room, cite);
    this.#time = new Intl.DateTimeFormat(room.locale, { timeStyle: "short", timeZone: room.timeZone });
    this.#mentions.setAttribute("aria-label", message("mention.title"));
    this.element.append(this.#mentions, this.#arc, this.#talk, ...this.#insights.elements);
    this.#analysis.addEventListener("update", () => this.#render());
    this.#mentions.addEventListener("click", ({ target }) => this.#act(target.closest("button")));
    this.#render();
  }

  #render() {
    const { current, failed } = this.#analysis;
    const shows = JSON.stringify([current, failed]);
    if (shows === this.#shown) return;
    this.#shown = shows;
    this.element.hidden = !current;
    if (!current) return;
    refill(this.#mentions, ...this.#mentionCards());
    refill(this.#arc, ...this.#arcParts(current));
    refill(this.#talk, ...this.#talkParts(current.talk));
    this.#insights.render();
  }

  /* Mentions */

  #mentionCards() {
    const open = this.#analysis.open;
    const cards = open.map((mention) => this.#card(mention));
    const reading = this.#analysis.current.mentions;
    if (reading && open.length === 0) cards.push(html("p", { class: "caption" }, message("safety.none")));
    return cards;
  }

  #card({ lineId, role, at, category, text, start, end, negated }) {
    const said = html("p", { class: "mention-quote" });
    said.append(text.slice(0, start), html("mark", {}, text.slice(start, end)), text.slice(end));
    const facts = [
      message(`safety.category.${category}`),
      this.#name(role),
      this.#time.format(new Date(at)),
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
        html("span", { class: "strong" }, message("mention.title")),
        html("span", { class: "caption mention-only" }, message("mention.only")),
      ),
      said,
      html("p", { class: "caption" }, facts.join(" · ")),
      html("div", { class: "mention-acts" }, button("seen", ""), button("line", "ghost")),
    );
  }

  async #act(button) {
    if (!button) return;
    const { line: lineId, category } = button.dataset;
    if (button.dataset.do !== "seen") {
      this.#cite.goTo(lineId);
      return;
    }
    try {
      await this.#analysis.review({ lineId, category });
      this.#room.announcer.say(message("mention.seen.said"), "mention");
    } catch (failure) {
      this.#room.toast.show(failure.detail ?? message("command.offline"));
    }
  }

  /* The arc */

  #arcParts({ talk, arc }) {
    if (!arc) return [html("p", { class: "caption" }, message("analysis.noConsent"))];
    const from = Date.parse(talk.from);
    const length = Math.max(1, Date.parse(talk.to) - from);
    const x = (at) => ((Date.parse(at) - from) / length) * WIDTH;
    const y = (valence) => HEIGHT / 2 - (valence * (HEIGHT - 8)) / 2;
    const points = ROLES.flatMap((role) => (arc[role] ?? []).flat());
    const head = html(
      "div",
      { class: "analysis-head" },
      html("h3", { class: "strong" }, message("analysis.arc")),
      html("span", { class: "caption" }, message("analysis.estimate")),
    );
    if (points.length === 0) return [head, html("p", { class: "caption" }, message("analysis.arc.none"))];
    const lines = ROLES.flatMap((role) =>
      (arc[role] ?? []).map((stretch) => {
        const path = stretch.map(({ at, valence }) => `${x(at).toFixed(1)},${y(valence).toFixed(1)}`);
        return stretch.length === 1
          ? svg("circle", { class: `arc-${role}`, cx: x(stretch[0].at), cy: y(stretch[0].valence), r: 2.5 })
          : svg("polyline", { class: `arc-${role}`, points: path.join(" ") });
      }),
    );
    const picture = svg(
      "svg",
      { class: "arc", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("line", { class: "arc-middle", x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2 }),
      ...lines,
    );
    const scale = html(
      "div",
      { class: "arc-frame" },
      html("span", { class: "caption" }, message("analysis.light")),
      html("span", { class: "caption" }, message("analysis.heavy")),
      picture,
    );
    const legend = html("p", { class: "caption arc-legend" });
    for (const role of ROLES) legend.append(html("span", { "data-role": role }, this.#name(role)));
    return [head, scale, legend, this.#table("analysis.arc", this.#arcRows(arc))];
  }

  /** A row for each point, in the order of time, for whoever reads rather than looks. */
  #arcRows(arc) {
    const rows = ROLES.flatMap((role) => (arc[role] ?? []).flat().map((point) => ({ role, ...point })));
    rows.sort((a, b) => a.at.localeCompare(b.at));
    const number = new Intl.NumberFormat(this.#room.locale, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
    return {
      head: ["analysis.time", "analysis.who", "analysis.valence"],
      rows: rows.map(({ at, role, valence }) => [
        this.#time.format(new Date(at)),
        this.#name(role),
        number.format(valence),
      ]),
    };
  }

  /* Talk */

  #talkParts({ speakers, silences, unheard, from, to }) {
    const whole = Math.max(1, Date.parse(to) - Date.parse(from));
    const percent = new Intl.NumberFormat(this.#room.locale, { style: "percent", maximumFractionDigits: 0 });
    const silent = silences.reduce((sum, one) => sum + Date.parse(one.to) - Date.parse(one.from), 0);
    const shares = [
      ...ROLES.map((role) => ({ role, name: this.#name(role), length: speakers[role].talk })),
      { role: "SILENCE", name: message("analysis.silent"), length: silent },
    ];
    const bar = html("div", { class: "talk-bar", "aria-hidden": "true" });
    const words = html("p", { class: "talk-words" });
    for (const { role, name, length } of shares) {
      const part = html("i", { "data-role": role });
      part.style.flexGrow = String(length);
      bar.append(part);
      words.append(html("span", {}, html("b", {}, `${name} `), percent.format(Math.min(1, length / whole))));
    }
    const minutes = (millis) => message("analysis.minutes", (millis / 60_000).toLocaleString(this.#room.locale, { maximumFractionDigits: 1 }));
    const rounded = (value) => (value === undefined ? "–" : Math.round(value).toLocaleString(this.#room.locale));
    const rows = ROLES.map((role) => {
      const { talk, turns, longestTurn, pace, latency } = speakers[role];
      return [
        this.#name(role),
        minutes(talk),
        String(turns),
        minutes(longestTurn),
        rounded(pace),
        latency === undefined ? "–" : message("analysis.seconds", (latency / 1000).toLocaleString(this.#room.locale, { maximumFractionDigits: 1 })),
      ];
    });
    const table = this.#table("analysis.talk", {
      head: ["analysis.who", "analysis.talkTime", "analysis.turns", "analysis.longestTurn", "analysis.pace", "analysis.latency"],
      rows,
    });
    const missing = unheard ? [html("p", { class: "caption" }, message("analysis.unheard", minutes(unheard)))] : [];
    return [html("h3", { class: "quiet" }, message("analysis.talk")), words, bar, ...missing, table];
  }

  #table(title, { head, rows }) {
    const table = html("table", { class: "analysis-table" });
    table.append(html("caption", { class: "quiet" }, message(title)));
    table.append(html("thead", {}, row("th", head.map((key) => message(key)))));
    table.append(html("tbody", {}, ...rows.map((cells) => row("td", cells))));
    const scroll = html("div", { class: "analysis-scroll", tabindex: "0", role: "region", "aria-label": message(title) }, table);
    return html("details", { class: "analysis-numbers" }, html("summary", {}, message("analysis.numbers")), scroll);
  }

  #name(role) {
    return role === this.#room.role ? message("room.you") : this.#room.people.otherName(this.#room.role);
  }
}

function row(cell, texts) {
  return html("tr", {}, ...texts.map((text) => html(cell, cell === "th" ? { scope: "col" } : {}, text)));
}
