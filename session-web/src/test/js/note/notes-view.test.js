import { ApiRefusal } from "/resources/js/shared/api.js";
import { open } from "/resources/js/note/notes-view.js";
import { same } from "../assert.js";
import { settled, Store } from "../window.js";

/** The notes panel in a page, with a server that stores the text. */
class Tool {
  heard = [];
  /** For each change: whether there is unsaved text, and whether it is not being saved. */
  shown = [];
  server = { text: "", version: 0, puts: [], prepare() {} };
  place = document.createElement("section");

  constructor(work = new Store()) {
    const { server } = this;
    server.get = async () => ({ body: { text: server.text }, etag: `"${server.version}"` });
    server.put = async (path, { text }, { etag, keepalive }) => {
      server.puts.push({ text, keepalive });
      if (etag !== `"${server.version}"`) throw new ApiRefusal(412);
      server.text = text;
      return { body: { text }, etag: `"${++server.version}"` };
    };
    document.body.append(this.place);
    this.view = open(this.place, {
      api: server,
      work,
      session: "view",
      locale: "pt-BR",
      timeZone: "UTC",
      clock: { now: () => Date.parse("2026-11-22T19:32:00Z") },
      announcer: { say: (text) => this.heard.push(text) },
      savingChanged: () => this.shown.push(this.view ? `${this.view.pending} ${this.view.stuck}` : "none"),
    });
  }

  find(selector) {
    return this.place.querySelector(selector);
  }

  types(text) {
    const area = this.find("#notes-text");
    area.value = text;
    area.dispatchEvent(new Event("input"));
    return area;
  }

  static async with(test) {
    const tool = new Tool();
    await settled();
    try {
      await test(tool);
    } finally {
      tool.place.remove();
    }
  }
}

export async function nothingCanBeWrittenBeforeTheNotesAreThere() {
  const tool = new Tool();
  same(tool.find("#notes-text").readOnly, true);
  await settled();
  same(tool.find("#notes-text").readOnly, false);
  tool.place.remove();
}

export async function leavingTheTextSaves() {
  await Tool.with(async (tool) => {
    tool.types("a").dispatchEvent(new Event("blur"));
    await settled();
    same([tool.server.text, tool.find("#notes-saved").dataset.saved], ["a", "saved"]);
  });
}

export async function leavingThePageSaves() {
  await Tool.with(async (tool) => {
    tool.types("a");
    dispatchEvent(new PageTransitionEvent("pagehide"));
    await settled();
    same(tool.server.puts, [{ text: "a", keepalive: true }]);
  });
}

export async function closingTheToolSaves() {
  await Tool.with(async (tool) => {
    tool.types("a");
    tool.view.hidden();
    await settled();
    same([tool.server.text, tool.view.unsaved], ["a", false]);
  });
}

export async function bothVersionsAreShownAndOneIsChosen() {
  await Tool.with(async (tool) => {
    Object.assign(tool.server, { text: "da outra", version: 1 });
    tool.types("minha").dispatchEvent(new Event("blur"));
    await settled();
    same([tool.find("#notes-text").hidden, tool.find(".notes-choice").hidden], [true, false]);
    const shown = [...tool.place.querySelectorAll(".notes-version")].map(({ textContent }) => textContent);
    same(shown, ["minha", "da outra"]);
    same(tool.heard.length, 1, "told once");
    tool.find("[data-keep=both]").click();
    await settled();
    same([tool.server.text, tool.find("#notes-text").value], ["da outra\n\nminha", "da outra\n\nminha"]);
    same([tool.find("#notes-text").hidden, tool.find(".notes-choice").hidden], [false, true]);
  });
}

export async function theTextsOfSeveralWindowsAreShownAndCounted() {
  await Tool.with(async () => {
    const work = new Store();
    const kept = (text) => JSON.stringify({ text, etag: '"0"' });
    work.setItem("notes:view", kept("nova"));
    work.behind["notes:view"] = [kept("antiga")];
    const tool = new Tool(work);
    await settled();
    const texts = (selector) => [...tool.place.querySelectorAll(selector)].map(({ textContent }) => textContent);
    same(texts(".notes-version"), ["nova", "antiga", "notes.blank"]);
    same(tool.find("h3").textContent, "notes.conflict.title.many");
    same(texts("[data-keep]").length, 4);
    tool.find("[data-keep='1']").click();
    await settled();
    same([tool.server.text, tool.find("#notes-text").value], ["antiga", "antiga"]);
    tool.place.remove();
  });
}

/** Pressing it takes the focus from the text, which tries to save. */
export async function theWayBackInStaysUnderTheFinger() {
  await Tool.with(async (tool) => {
    tool.server.put = async () => {
      throw new ApiRefusal(401);
    };
    tool.types("a").dispatchEvent(new Event("blur"));
    await settled();
    const link = tool.find("#notes-saved a");
    tool.find("#notes-text").dispatchEvent(new Event("blur"));
    same(tool.find("#notes-saved a") === link, true, "while it is tried");
    await settled();
    same(tool.find("#notes-saved a") === link, true, "after it");
  });
}

export async function thePageIsToldOfUnsavedNotesAndWhetherTheyAreBeingSaved() {
  await Tool.with(async (tool) => {
    tool.types("a");
    same(tool.shown.at(-1), "true false");
    tool.server.put = async () => {
      throw new ApiRefusal(503);
    };
    tool.find("#notes-text").dispatchEvent(new Event("blur"));
    await settled();
    same([tool.find("#notes-saved").dataset.saved, tool.shown.at(-1)], ["unavailable", "true true"]);
  });
}
