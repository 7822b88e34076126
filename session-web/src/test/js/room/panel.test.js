import { same } from "../assert.js";
import { Page } from "./panel-page.js";

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

export async function aToolThatCouldNotBeLoadedIsOpenedAgainOnceThereIsANetwork() {
  await Page.with(async (fresh) => {
    const page = fresh();
    let offline = true;
    const { load, ...chat } = page.tool("chat");
    const fails = () => Promise.reject(new Error("no network"));
    page.panel.register({ ...chat, load: () => (offline ? fails() : load()) });
    const ignored = (event) => event.preventDefault();
    addEventListener("error", ignored);
    try {
      await page.panel.open("chat");
      same(Boolean(page.find(".panel-failed")), true);
      offline = false;
      dispatchEvent(new Event("online"));
      await page.panel.open("chat");
      same([page.find(".panel-failed"), page.find("#panel-chat").textContent], [null, "chat"]);
    } finally {
      removeEventListener("error", ignored);
    }
  });
}

export async function theToolsInWhichPeopleWriteAreFetchedBeforeTheyAreOpened() {
  await Page.with(async (fresh) => {
    const page = fresh();
    const fetched = [];
    for (const [name, writing] of [["chat", true], ["timer", false]]) {
      const { load, ...tool } = page.tool(name);
      page.panel.register({ ...tool, writing, load: () => (fetched.push(name), load()) });
    }
    page.panel.prepare();
    same([fetched, page.told], [["chat"], []]);
  });
}
