import { open } from "/resources/js/assistant/transcript-view.js";
import { Transcript } from "/resources/js/assistant/transcript.js";
import { ApiRefusal } from "/resources/js/shared/api.js";
import { same } from "../assert.js";
import { settled, Store } from "../window.js";

const LINE = "5f0c1f0e-0000-4000-8000-000000000001";

const line = (changed, text, state = "SPOKEN") => ({
  lineId: LINE,
  changed,
  by: "ana",
  role: "CLIENT",
  state,
  from: "2026-11-22T19:32:00Z",
  to: "2026-11-22T19:32:02Z",
  ...(text && { text }),
});

class Listening extends EventTarget {
  state = "LISTENING";
  shown = true;
  transcript = new Transcript();

  constructor() {
    super();
    this.transcript.addEventListener("update", () => this.dispatchEvent(new Event("update")));
  }
}

/** The transcript in a page, with a server that holds one transcript line. */
class Panel {
  said = [];
  puts = [];
  work = new Store();
  server = line(1, "a minha mae");

  constructor() {
    this.open();
  }

  open() {
    this.place?.remove();
    this.place = document.createElement("section");
    document.body.append(this.place);
    this.assistant = new Listening();
    this.tells();
    open(this.place, {
      api: { put: async (path, { text }, { etag }) => this.#put(text, etag) },
      assistant: this.assistant,
      confirm: async () => true,
      locale: "pt-BR",
      people: { isYou: () => false, author: () => "Ana", you: null },
      role: "THERAPIST",
      timeZone: "UTC",
      toast: { show: (words) => this.said.push(words) },
      work: this.work,
    });
  }

  #put(text, etag) {
    this.puts.push(etag);
    if (etag !== `"${this.server.changed}"`) throw new ApiRefusal(412, { detail: "outra janela" });
    this.server = line(this.server.changed + 1, text, "CORRECTED");
  }

  /** Sends the current transcript line over the room's socket. */
  tells() {
    this.assistant.transcript.receive({ type: "lines", lines: [this.server], more: false });
  }

  changesElsewhere(text, state = "CORRECTED") {
    this.server = line(this.server.changed + 1, text, state);
  }

  find(selector) {
    return this.place.querySelector(selector);
  }

  types(text) {
    const area = this.find("textarea");
    area.value = text;
    area.dispatchEvent(new Event("input"));
  }

  static async with(test) {
    const panel = new Panel();
    try {
      await test(panel);
    } finally {
      panel.place.remove();
    }
  }
}

export async function aCorrectionNamesTheLineItWasMadeOf() {
  await Panel.with(async (panel) => {
    panel.find("[data-do=correct]").click();
    panel.types("a minha mãe");
    panel.find("[data-do=keep]").click();
    await settled();
    same(panel.puts, ['"1"']);
    panel.tells();
    same(panel.find("textarea"), null);
    same(panel.find(".transcript-words").textContent, "a minha mãe");
  });
}

export async function aCorrectionOnItsWayIsNotTypedInto() {
  await Panel.with(async (panel) => {
    panel.find("[data-do=correct]").click();
    panel.types("a minha mãe");
    panel.find("[data-do=keep]").click();
    same(panel.find("textarea").readOnly, true);
    same([...panel.place.querySelectorAll(".transcript-edit-acts button")].map(({ disabled }) => disabled), [true, true]);
    panel.find("textarea").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    same(panel.find("textarea").value, "a minha mãe");
    await settled();
    same(panel.find("textarea"), null);
  });
}

export async function aRefusedCorrectionCanBeTypedIntoAgain() {
  await Panel.with(async (panel) => {
    panel.find("[data-do=correct]").click();
    panel.types("minha mãe");
    panel.changesElsewhere("a mãe dela");
    panel.find("[data-do=keep]").click();
    await settled();
    same(panel.find("textarea").readOnly, false);
    same(panel.find("[data-do=keep]").disabled, false);
  });
}

export async function whatAnotherWindowWroteIsShownBesideWhatIsTypedAndNotUndone() {
  await Panel.with(async (panel) => {
    panel.find("[data-do=correct]").click();
    panel.types("minha mãe");
    panel.changesElsewhere("a mãe dela");
    panel.find("[data-do=keep]").click();
    await settled();
    same(panel.said, ["outra janela"]);
    same(panel.server.text, "a mãe dela");
    same(panel.find("textarea").value, "minha mãe");
    panel.tells();
    same(panel.find("[data-meanwhile]").textContent, "transcript.meanwhile");
    panel.find("[data-do=keep]").click();
    await settled();
    same(panel.server.text, "minha mãe");
  });
}

export async function aCorrectionThatOutlivedThePageStillKnowsWhatItWasMadeOf() {
  await Panel.with(async (panel) => {
    panel.find("[data-do=correct]").click();
    panel.types("minha mãe");
    panel.changesElsewhere("a mãe dela");
    panel.open();
    same(panel.find("textarea").value, "minha mãe");
    same(panel.find("[data-meanwhile]").textContent, "transcript.meanwhile");
  });
}

export async function aLineErasedUnderAnOpenCorrectionIsSaid() {
  await Panel.with(async (panel) => {
    panel.find("[data-do=correct]").click();
    panel.types("minha mãe");
    panel.changesElsewhere(null, "STRUCK");
    panel.tells();
    same(panel.find("textarea"), null);
    same(panel.said.length, 1);
    same(panel.work.getItem("draft:line"), null);
  });
}

export async function aSecondPencilLeavesAnOpenCorrectionAsItIs() {
  const OTHER = LINE.replace(/1$/, "2");
  await Panel.with(async (panel) => {
    const other = { ...line(2, "outra linha"), lineId: OTHER };
    panel.assistant.transcript.receive({ type: "lines", lines: [other], more: false });
    const pencil = (lineId) => panel.find(`[data-line="${lineId}"] [data-do=correct]`);
    pencil(LINE).click();
    panel.types("a minha mãe");
    pencil(OTHER).click();
    same(panel.said, ["transcript.open"]);
    same(panel.find("textarea").value, "a minha mãe");
    same(document.activeElement === panel.find("textarea"), true);
    panel.types("a minha mae");
    pencil(OTHER).click();
    same(panel.find(`[data-line="${OTHER}"] textarea`).value, "outra linha", "an open line without a change gives way");
  });
}

export async function correctionsBegunInTwoWindowsAreBothOfferedAndThatIsSaid() {
  const OTHER = LINE.replace(/1$/, "2");
  await Panel.with(async (panel) => {
    const draft = (lineId, text) => JSON.stringify({ lineId, changed: 1, text });
    panel.work.setItem("draft:line", draft(OTHER, "uma outra linha"));
    panel.work.behind = { "draft:line": [draft(LINE, "a minha mãe"), draft(LINE, "minha mãe")] };
    panel.open();
    const other = { ...line(2, "outra linha"), lineId: OTHER };
    panel.assistant.transcript.receive({ type: "lines", lines: [other], more: false });
    const open = () => [panel.find("textarea").closest("[data-line]").dataset.line, panel.find("textarea").value];
    same(open(), [OTHER, "uma outra linha"]);
    same(panel.find("[data-begun]").textContent, "transcript.begun");
    panel.find("[data-do=back]").click();
    same(open(), [LINE, "a minha mãe"]);
    panel.find("[data-do=keep]").click();
    await settled();
    same(panel.puts, ['"1"']);
    same(open(), [LINE, "minha mãe"]);
    same(panel.find("[data-begun]"), null);
    panel.find("[data-do=back]").click();
    same([panel.find("textarea"), panel.work.getItem("draft:line")], [null, null]);
  });
}

export async function whenALineIsErasedUnderItsCorrectionTheNextCorrectionOpens() {
  const OTHER = LINE.replace(/1$/, "2");
  await Panel.with(async (panel) => {
    const other = { ...line(2, "outra linha"), lineId: OTHER, from: "2026-11-22T19:31:00Z", to: "2026-11-22T19:31:02Z" };
    panel.find("[data-do=correct]").click();
    panel.types("a minha mãe");
    panel.work.behind = { "draft:line": [JSON.stringify({ lineId: OTHER, changed: 2, text: "uma outra" })] };
    panel.assistant.transcript.receive({ type: "lines", lines: [other], more: false });
    panel.changesElsewhere(null, "STRUCK");
    panel.server = { ...panel.server, changed: 3 };
    panel.tells();
    await settled();
    same(panel.said, ["transcript.gone"]);
    same(panel.find("textarea").value, "uma outra");
  });
}
