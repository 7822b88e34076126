/** The assistant's analysis, above the transcript: mentions to review, sentiment, talk and field measures. */
import { message } from "../shared/messages.js";
import { InsightsView } from "./insights-view.js";
import { MentionsView } from "./mentions-view.js";
import { refill } from "./refill.js";
import { html, svg } from "../shared/svg.js";

const WIDTH = 320;
const HEIGHT = 64;
const ROLES = ["CLIENT", "THERAPIST"];
const PERCENT = { style: "percent", maximumFractionDigits: 0 };
const ONE_DECIMAL = { maximumFractionDigits: 1 };

export class AnalysisView {
  #room;
  #analysis;
  #insights;
  #mentions;
  #time;
  #arc = html("section", { class: "analysis-part" });
  #talk = html("section", { class: "analysis-part" });
  #field = html("section", { class: "analysis-part" });
  #shown = "";
  element = html("div", { class: "analysis" });

  /** @param {Cite} cite handles citations, see {@link InsightsView} */
  constructor(room, cite) {
    this.#room = room;
    this.#analysis = room.analysis;
    this.#insights = new InsightsView(room, cite);
    this.#mentions = new MentionsView(room, { name: (line) => this.#author(line), goTo: cite.goTo });
    this.#time = new Intl.DateTimeFormat(room.locale, { timeStyle: "short", timeZone: room.timeZone });
    this.element.append(this.#mentions.element, this.#arc, this.#talk, this.#field, ...this.#insights.elements);
    this.#analysis.addEventListener("update", () => this.#render());
    this.#render();
  }

  #render() {
    const { current, failed } = this.#analysis;
    const authors = Object.keys(current?.sentiments ?? {}).map((lineId) => this.#author({ lineId, role: "CLIENT" }));
    const shows = JSON.stringify([current, failed, this.#name("CLIENT"), authors]);
    if (shows === this.#shown) return;
    this.#shown = shows;
    this.element.hidden = !current;
    if (!current) return;
    // After the transcript was erased nothing is claimed about it, not even that nothing was found.
    const erased = this.#room.assistant.state === "ERASED";
    this.#mentions.render(erased ? undefined : current.mentions);
    this.#arc.hidden = erased;
    this.#talk.hidden = erased;
    refill(this.#arc, ...this.#arcParts(current));
    refill(this.#talk, ...this.#talkParts(current.talk));
    this.#field.hidden = current.field.figures.length === 0;
    refill(this.#field, ...this.#fieldParts(current.field));
    this.#insights.render();
  }

  /* The arc */

  #arcParts({ talk, arc, sentiments }) {
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
    return [head, scale, legend, this.#numbers({ title: "analysis.arc", ...this.#arcRows(arc, sentiments) })];
  }

  /** A row for each point, in the order of time, as a text alternative to the picture. */
  #arcRows(arc, sentiments) {
    const rows = ROLES.flatMap((role) => (arc[role] ?? []).flat().map((point) => ({ role, ...point })));
    rows.sort((a, b) => a.at.localeCompare(b.at));
    const number = new Intl.NumberFormat(this.#room.locale, { maximumFractionDigits: 2, signDisplay: "exceptZero" });
    const percent = new Intl.NumberFormat(this.#room.locale, PERCENT);
    return {
      head: ["time", "who", "valence", "line", "certainty"],
      rows: rows.map(({ at, role, valence, lineId }) => {
        const { tone, confidence } = sentiments[lineId];
        return [
          this.#time.format(new Date(at)),
          this.#author({ lineId, role }),
          number.format(valence),
          message(`tone.${tone}`),
          percent.format(confidence),
        ];
      }),
    };
  }

  /* Talk */

  #talkParts({ speakers, silences, overlap, unheard, from, to }) {
    const heading = html("h3", { class: "quiet" }, message("analysis.talk"));
    const heard = ROLES.filter((role) => speakers[role].talk !== undefined);
    if (heard.length === 0) return [heading, html("p", { class: "caption" }, message("analysis.talk.none"))];
    const whole = Math.max(1, Date.parse(to) - Date.parse(from));
    const percent = new Intl.NumberFormat(this.#room.locale, PERCENT);
    // Without an overlap value it is unknown when both could be transcribed, and so whether nobody spoke.
    const silent = overlap === undefined ? undefined : silences.reduce((sum, one) => sum + length(one), 0);
    const shares = [
      ...ROLES.map((role) => ({ role, name: this.#name(role), lasts: speakers[role].talk })),
      { role: "SILENCE", name: message("analysis.silent"), lasts: silent },
    ];
    const bar = html("div", { class: "talk-bar", "aria-hidden": "true" });
    const words = html("p", { class: "talk-words" });
    for (const { role, name, lasts } of shares) {
      const part = html("i", { "data-role": role });
      part.style.flexGrow = String(lasts ?? 0);
      bar.append(part);
      const share = lasts === undefined ? "–" : percent.format(Math.min(1, lasts / whole));
      words.append(html("span", {}, html("b", {}, `${name} `), share));
    }
    const notes = Object.entries({ overlap, unheard })
      .filter(([, lasts]) => lasts > 0)
      .map(([key, lasts]) => html("p", { class: "caption" }, message(`analysis.${key}`, this.#lasting(lasts))));
    return [
      heading,
      words,
      bar,
      ...notes,
      this.#numbers(this.#speakerRows(speakers), ...(silences.length ? [this.#silenceRows(silences)] : [])),
    ];
  }

  #speakerRows(speakers) {
    const rounded = (value) => (value === undefined ? "–" : Math.round(value).toLocaleString(this.#room.locale));
    return {
      title: "analysis.talk",
      head: ["who", "talkTime", "turns", "longestTurn", "pace", "latency"],
      rows: ROLES.map((role) => {
        const { talk, turns, longestTurn, pace, latency } = speakers[role];
        return [
          this.#name(role),
          talk === undefined ? "–" : this.#lasting(talk),
          rounded(turns),
          talk === undefined ? "–" : this.#lasting(longestTurn),
          rounded(pace),
          latency === undefined ? "–" : this.#seconds(latency),
        ];
      }),
    };
  }

  #silenceRows(silences) {
    return {
      title: "analysis.silences",
      head: ["time", "length", "brokenBy"],
      rows: silences.map((one) => [
        this.#time.format(new Date(one.from)),
        this.#seconds(length(one)),
        one.brokenBy ? this.#name(one.brokenBy) : "–",
      ]),
    };
  }

  /* The field */

  #fieldParts({ changes, figures }) {
    const words = html("p", { class: "talk-words" });
    for (const role of ROLES) words.append(html("span", {}, html("b", {}, `${this.#name(role)} `), String(changes[role] ?? 0)));
    const time = (at) => this.#time.format(new Date(at));
    const rows = figures.map(({ label, changes: by, first, last }) => [
      label || "–",
      ...ROLES.map((role) => String(by[role] ?? 0)),
      time(first),
      time(last),
    ]);
    const head = ["figure", ...ROLES.map((role) => ({ text: this.#name(role) })), "first", "last"];
    return [
      html("h3", { class: "strong" }, message("analysis.field")),
      words,
      this.#numbers({ title: "analysis.field", head, rows }),
    ];
  }

  #lasting(millis) {
    if (millis < 60_000) return this.#seconds(millis);
    return message("analysis.minutes", (millis / 60_000).toLocaleString(this.#room.locale, ONE_DECIMAL));
  }

  #seconds(millis) {
    return message("analysis.seconds", (millis / 1000).toLocaleString(this.#room.locale, ONE_DECIMAL));
  }

  /** The tables behind a picture, shown on demand. */
  #numbers(...tables) {
    return html(
      "details",
      { class: "analysis-numbers" },
      html("summary", {}, message("analysis.numbers")),
      ...tables.map(({ title, head, rows }) => {
        const heading = head.map((name) => name.text ?? message(`analysis.${name}`));
        const table = html("table", { class: "analysis-table" });
        table.append(html("caption", { class: "caption" }, message(title)));
        table.append(html("thead", {}, row("th", heading)));
        table.append(html("tbody", {}, ...rows.map((cells) => row("td", cells))));
        return html("div", { class: "analysis-scroll", tabindex: "0", role: "region", "aria-label": message(title) }, table);
      }),
    );
  }

  /** The client's seat can change hands: what is counted by seat is named after a person only while they alone have had it. */
  #name(role) {
    if (role === this.#room.role) return message("room.you");
    return this.#analysis.current?.clients > 1 ? message("analysis.clients") : this.#room.people.otherName(this.#room.role);
  }

  /** Who said a line. */
  #author({ lineId, role }) {
    const line = this.#room.assistant.transcript.line(lineId);
    if (role === this.#room.role || !line) return this.#name(role);
    return this.#room.people.author(line) ?? this.#name(role);
  }
}

function row(cell, texts) {
  return html("tr", {}, ...texts.map((text) => html(cell, cell === "th" ? { scope: "col" } : {}, text)));
}

function length({ from, to }) {
  return Date.parse(to) - Date.parse(from);
}
