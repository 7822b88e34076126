/** The therapist's panel of the assistant in a page, with the API's answers defined by the test. */
import { Analysis } from "/resources/js/assistant/analysis.js";
import { open } from "/resources/js/assistant/assistant-panel.js";
import { Transcript } from "/resources/js/assistant/transcript.js";
import { settled } from "../window.js";

export const at = (seconds) => new Date(Date.UTC(2026, 10, 22, 19, 0, seconds)).toISOString();

export class Panel {
  place = document.createElement("section");
  asked = [];
  refused = [];
  journal = [];
  lines = [];
  state = "LISTENING";
  answer = {
    talk: {
      from: at(0),
      to: at(60),
      speakers: {
        CLIENT: { talk: 30_000, turns: 2, longestTurn: 20_000, pace: 120 },
        THERAPIST: { talk: 10_000, turns: 1, longestTurn: 10_000 },
      },
      silences: [],
      overlap: 0,
      unheard: 0,
      minutes: [],
    },
    field: { changes: {}, figures: [], perMinute: [], used: false },
    rounds: [],
    sentiments: {},
    arc: {},
    mentions: [],
  };

  says(lineId, text, { from = 1, to = 2, role = "CLIENT", tone = "NEUTRAL" } = {}) {
    const line = { lineId, changed: this.lines.length + 1, by: role, role, from: at(from), to: at(to), state: "SPOKEN" };
    this.lines.push(text === null ? { ...line, state: "GAP", gap: "LINE_LOST" } : { ...line, text });
    if (text !== null) this.answer.sentiments[lineId] = { valence: 0, confidence: 0.4, tone };
    return this;
  }

  mentions(lineId, { category = "SUICIDE", reviewed = false } = {}) {
    const { text, role, from } = this.lines.find((line) => line.lineId === lineId);
    const words = { text, start: 0, end: Math.min(5, text.length) };
    const said = { subject: "FIRST_PERSON", tense: "PRESENT", negated: false };
    this.answer.mentions.push({ lineId, role, at: from, category, ...words, ...said, reviewed });
    return this;
  }

  suggests(text, ...citations) {
    const insights = [{ kind: "THEME", text, citations }];
    this.answer.rounds.push({ kind: "LIVE", form: "SOAP", state: "DONE", analyst: "HOUSE", insights });
    return this;
  }

  moves(label, count) {
    const changes = { CLIENT: count };
    this.answer.field = {
      changes,
      figures: [{ figureId: label, label, changes, first: at(1), last: at(9), travelled: 10 }],
      used: true,
      perMinute: [],
    };
    return this;
  }

  async opens() {
    const transcript = new Transcript();
    transcript.receive({ type: "lines", lines: this.lines, more: false });
    const assistant = Object.assign(new EventTarget(), { state: this.state, shown: true, transcript });
    const api = {
      get: async (path) => ({ body: path === "analysis" ? structuredClone(this.answer) : { changes: this.journal } }),
      put: async (path, body) => this.asked.push([path, body]),
    };
    const analysis = new Analysis(api, (act) => (this.passes = act));
    this.analysis = analysis;
    document.body.append(this.place);
    this.view = open(this.place, {
      role: "THERAPIST",
      locale: "pt-BR",
      timeZone: "UTC",
      api,
      assistant,
      analysis,
      people: {
        otherName: () => "Ana",
        isYou: ({ by }) => by === "THERAPIST",
        author: ({ invitation }) => (invitation === "former" ? "room.former" : "Ana"),
        person: () => ({ name: "Ana" }),
      },
      announcer: { say: () => {} },
      toast: { show: (text) => this.refused.push(text) },
      confirm: async () => true,
    });
    analysis.touch();
    await settled();
    return this;
  }

  find(selector) {
    return this.place.querySelector(selector);
  }

  all(selector) {
    return [...this.place.querySelectorAll(selector)];
  }

  rows(selector) {
    return this.all(`${selector} tbody tr`).map((row) => [...row.children].map((cell) => cell.textContent));
  }

  static async with(prepare, test) {
    const panel = prepare(new Panel());
    try {
      await test(await panel.opens());
    } finally {
      panel.place.remove();
      document.querySelector("dialog.moment")?.remove();
    }
  }
}
