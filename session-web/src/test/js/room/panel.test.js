import { Panel } from "/resources/js/room/panel.js";
import { same } from "../assert.js";

/** The panel in a page of its own, with tools that record their calls. */
class Page {
  told = [];
  page = document.createElement("div");

  constructor(person) {
    this.page.innerHTML = `
      <details id="panel-menu"><summary>Tools</summary>
        <div data-tools></div>
      </details>
      <button id="opener" data-act="chat" aria-expanded="false">Chat</button>
      <span id="elsewhere" data-unread="chat" hidden></span>
      <aside id="panel" hidden>
        <div role="separator" tabindex="0"></div>
        <div role="tablist"></div>
        <details data-moves hidden><summary>Order</summary>
          <button data-act="tab-earlier"><span></span></button><button data-act="tab-later"><span></span></button>
        </details>
      </aside>`;
    document.body.append(this.page);
    this.panel = new Panel(
      { panel: this.find("#panel"), menu: this.find("#panel-menu") },
      { person, announcer: { say: (text) => this.told.push(text) } },
    );
    this.page.addEventListener("click", ({ target }) => {
      this.panel.acts[target.closest("[data-act]")?.dataset.act]?.();
    });
  }

  with(...names) {
    for (const name of names) this.panel.register(this.tool(name));
    return this;
  }

  tool(name, more = {}) {
    const say = (what) => () => this.told.push(`${name} ${what}`);
    const view = { shown: say("shown"), hidden: say("hidden"), end: say("end"), follow: say("follow") };
    const module = {
      open: (place) => {
        this.told.push(`${name} loaded`);
        place.textContent = name;
        return view;
      },
    };
    return { name, title: name, icon: "list", load: async () => module, ...more };
  }

  find(selector) {
    return this.page.querySelector(selector);
  }

  tab(name) {
    return this.find(`[data-panel=${name}]`);
  }

  key(element, key) {
    element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }

  get tabs() {
    return [...this.page.querySelectorAll("[role=tab]")].filter((tab) => !tab.hidden);
  }

  get names() {
    return this.tabs.map(({ dataset }) => dataset.panel);
  }

  /** What is open: panel, selected tab, tab in the tab order, visible panel. */
  get state() {
    const name = (tab) => tab?.dataset.panel ?? null;
    return [
      !this.find("#panel").hidden,
      name(this.tabs.find((tab) => tab.ariaSelected === "true")),
      name(this.tabs.find((tab) => tab.tabIndex === 0)),
      this.find("[role=tabpanel]:not([hidden])")?.id ?? null,
    ];
  }

  static async with(test) {
    const forget = () => ["TEST", "ANOTHER"].forEach((person) => localStorage.removeItem(`panel:${person}`));
    forget();
    const pages = [];
    const page = (person = "TEST") => {
      pages.forEach(({ page }) => page.remove());
      pages.push(new Page(person));
      return pages.at(-1);
    };
    try {
      await test(page);
    } finally {
      pages.forEach(({ page }) => page.remove());
      forget();
    }
  }
}

export async function aToolIsLoadedWhenItIsFirstOpened() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat", "notes");
    same(page.told, []);
    await page.panel.open("chat");
    await page.panel.open("notes");
    await page.panel.open("chat");
    same(page.told, [
      "chat loaded",
      "chat shown",
      "chat hidden",
      "notes loaded",
      "notes shown",
      "notes hidden",
      "chat shown",
    ]);
    same(page.state, [true, "chat", "chat", "panel-chat"]);
  });
}

export async function tabsAndPlacesNameEachOther() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    const tab = page.tab("chat");
    same(tab.getAttribute("aria-controls"), "panel-chat");
    same(page.find("#panel-chat").getAttribute("aria-labelledby"), tab.id);
  });
}

export async function arrowsGoFromTabToTabAndChooseNothing() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat", "notes", "figures");
    await page.panel.open("chat");
    page.tab("chat").focus();
    page.key(document.activeElement, "ArrowLeft");
    same(document.activeElement.dataset.panel, "figures");
    page.key(document.activeElement, "ArrowRight");
    page.key(document.activeElement, "ArrowRight");
    same(document.activeElement.dataset.panel, "notes");
    same(page.state, [true, "chat", "notes", "panel-chat"]);
    page.key(document.activeElement, "End");
    same(document.activeElement.dataset.panel, "figures");
    page.key(document.activeElement, "Home");
    same(document.activeElement.dataset.panel, "chat");
  });
}

export async function theFocusGoesBackToWhereItCameFrom() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    const opener = page.find("#opener");
    opener.focus();
    await page.panel.open("chat");
    same([document.activeElement.id, opener.ariaExpanded], ["panel-tab-chat", "true"]);
    page.panel.close();
    same([document.activeElement.id, opener.ariaExpanded], ["opener", "false"]);
    same(page.state, [false, null, null, null]);
  });
}

export async function pressedAgainAToolCloses() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    page.find("#opener").click();
    same(page.panel.openTool, "chat");
    page.find("#opener").click();
    same(page.panel.openTool, null);
  });
}

export async function widthOpenToolAndOrderAreRemembered() {
  await Page.with(async (fresh) => {
    const before = fresh().with("chat", "notes", "figures");
    await before.panel.open("notes");
    before.find("[data-act=tab-later]").click();
    same(before.names, ["chat", "figures", "notes"]);
    before.key(before.find("[role=separator]"), "End");
    const width = before.find("[role=separator]").getAttribute("aria-valuenow");
    const after = fresh().with("chat", "notes", "figures");
    after.panel.restore();
    same([after.names, after.panel.openTool], [["chat", "figures", "notes"], "notes"]);
    same(after.find("[role=separator]").getAttribute("aria-valuenow"), width);
    after.panel.close();
    const closed = fresh().with("chat", "notes", "figures");
    closed.panel.restore("chat");
    same(closed.panel.openTool, null, "closed is remembered too");
  });
}

export async function aToolWithNothingToGoToIsReachedItself() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    await page.panel.open("chat");
    same(page.find("#panel-chat").tabIndex, 0);
  });
}

export async function whoSharesTheDeviceHasAPanelOfTheirOwn() {
  await Page.with(async (fresh) => {
    await fresh().with("chat", "notes").panel.open("notes");
    const another = fresh("ANOTHER").with("chat", "notes");
    another.panel.restore("chat");
    same(another.panel.openTool, "chat");
    const again = fresh().with("chat", "notes");
    again.panel.restore("chat");
    same(again.panel.openTool, "notes");
  });
}

export async function withoutMemoryTheFirstIsOpenedAndTakesNoFocus() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    document.activeElement?.blur();
    page.panel.restore("chat");
    same([page.panel.openTool, document.activeElement === document.body], ["chat", true]);
  });
}

export async function theWidthGoesByKeysBetweenItsBounds() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    await page.panel.open("chat");
    const grip = page.find("[role=separator]");
    page.find("#panel").style.width = "var(--panel-width)";
    page.key(grip, "Home");
    same(grip.getAttribute("aria-valuenow"), "320");
    page.key(grip, "ArrowLeft");
    same(grip.getAttribute("aria-valuenow"), "336");
    page.key(grip, "ArrowRight");
    page.key(grip, "ArrowRight");
    same(grip.getAttribute("aria-valuenow"), "320");
    page.key(grip, "End");
    same(grip.getAttribute("aria-valuenow"), "560");
  });
}

export async function anOccasionalToolHasATabWhileItIsOpen() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    page.panel.register(page.tool("line", { occasional: true }));
    same(page.names, ["chat"]);
    await page.panel.open("line");
    same(page.names, ["chat", "line"]);
    await page.panel.open("chat");
    same(page.names, ["chat"]);
  });
}

export async function whatIsNewIsCountedEverywhere() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    page.panel.unread("chat", 2);
    same([page.find("#elsewhere").hidden, page.find("#elsewhere").textContent], [false, "2"]);
    same(page.tab("chat").querySelector(".badge").textContent, "2");
    page.panel.unread("chat", 0);
    same([page.find("#elsewhere").hidden, page.tab("chat").querySelector(".badge").hidden], [true, true]);
  });
}

export async function aToolThatCouldNotBeLoadedCanBeTriedAgain() {
  await Page.with(async (fresh) => {
    const page = fresh();
    const good = page.tool("chat");
    let reachable = false;
    const load = async () => {
      if (!reachable) throw new TypeError("no network");
      return good.load();
    };
    page.panel.register({ ...good, load });
    const reported = new Promise((resolve) =>
      addEventListener(
        "error",
        (event) => {
          event.preventDefault();
          resolve();
        },
        { once: true },
      ),
    );
    await page.panel.open("chat");
    await reported;
    same(page.told, []);
    reachable = true;
    page.find("#panel-chat button").click();
    while (!page.told.includes("chat shown")) await new Promise((resolve) => setTimeout(resolve));
    same(page.find("#panel-chat").textContent, "chat");
  });
}

export async function toolsAreToldOfTheSessionAlsoWhenOpenedLater() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat");
    page.panel.follow({ status: "ACTIVE" });
    same(page.told, []);
    await page.panel.open("chat");
    page.panel.follow({ status: "PAUSED" });
    page.panel.end();
    same(page.told, ["chat loaded", "chat follow", "chat shown", "chat follow", "chat end"]);
  });
}

export async function aTabMovesFromItsOwnRowWhereverThereIsRoomForIt() {
  await Page.with(async (fresh) => {
    const page = fresh().with("chat", "notes");
    const moves = page.find("#panel [data-moves]");
    same(moves.hidden, true, "nothing is open yet");
    await page.panel.open("chat");
    same([moves.hidden, page.find("[data-act=tab-earlier]").hidden, page.find("[data-act=tab-later]").hidden], [
      false,
      true,
      false,
    ]);
    page.find("[data-act=tab-later]").click();
    same([page.names, document.activeElement.parentElement === moves], [["notes", "chat"], true]);
    same([page.find("[data-act=tab-earlier]").hidden, page.find("[data-act=tab-later]").hidden], [false, true]);
  });
}
