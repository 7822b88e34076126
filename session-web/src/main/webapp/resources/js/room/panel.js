/**
 * The tools beside the field, as tabs (WAI-ARIA, tabs pattern with manual activation) in a panel that can be resized
 * (panel-width.js).
 *
 * A tool is {name, title, icon, load, occasional?, writing?}. `load` imports its module, when it is first opened; the module's
 * `open(place, room)` fills the place and may return methods that the panel calls: shown(), hidden(), focus(),
 * follow(session), end(), whether something is `unsaved`, whether the server does not have it (`pending`), and whether it is not being
 * saved now (`stuck`); it calls room.savingChanged() when these change. An occasional tool has a tab only while it is open. In a
 * `writing` one people write texts.
 *
 * Any element of the page opens and closes a tool by `data-act="<name>"`, shows whether it is open if it has
 * aria-expanded, and shows the number of new items if it has `data-unread="<name>"` (for screen readers: `data-unread-words`).
 *
 * Width, open tool and order are stored on this device, for each person.
 */
import { counted, message } from "../shared/messages.js";
import { onThisDevice } from "../shared/storage.js";
import { html, icon } from "../shared/svg.js";
import { BESIDE_THE_FIELD, PanelWidth } from "./panel-width.js";

const FOCUSABLE = "button, a[href], input, select, textarea, summary, [tabindex]";
const BY_TOUCH = matchMedia("(pointer: coarse)");

export class Panel {
  /** The actions of buttons, by the name in their data-act: each tool's own name, and the panel's. */
  acts = {
    "close-panel": () => this.close(),
    "tab-earlier": () => this.#moveTab(-1),
    "tab-later": () => this.#moveTab(1),
  };
  #aside;
  #menu;
  #room;
  #key;
  #tabs;
  #width;
  #moves;
  #tools = new Map();
  #open = null;
  #session = null;
  #opener = null;
  #memory;

  /**
   * @param {{panel: HTMLElement, menu: HTMLDetailsElement}} parts the aside, and the menu of the tools
   * @param {{person: string}} room passed to every tool when it is opened; `person`: whose panel settings are stored
   */
  constructor({ panel, menu }, room) {
    this.#aside = panel;
    this.#menu = menu;
    this.#room = room;
    this.#key = `panel:${room.person}`;
    const { width, ...memory } = onThisDevice.read(this.#key);
    this.#memory = { open: undefined, order: [], ...valid(memory) };
    this.#tabs = panel.querySelector('[role="tablist"]');
    this.#width = new PanelWidth(panel, width, () => this.#remember({}));
    this.#moves = panel.querySelector("[data-moves]");
    this.#tabs.addEventListener("click", ({ target }) => this.#choose(target.closest('[role="tab"]')));
    this.#tabs.addEventListener("keydown", (event) => this.#keyOnTab(event));
    panel.addEventListener("keydown", (event) => this.#escape(event));
  }

  /** Name of the visible tool, or null. */
  get openTool() {
    return this.#open;
  }

  /** Whether a tool has input that would be lost with the window. */
  get unsaved() {
    return this.#views.some(({ unsaved }) => unsaved);
  }

  /** How many texts of the tools the server does not have. */
  get pending() {
    return this.#views.filter(({ pending }) => pending).length;
  }

  /** Whether one of them is not being saved now. */
  get stuck() {
    return this.#views.some(({ stuck }) => stuck);
  }

  get #views() {
    return [...this.#tools.values()].flatMap(({ view }) => view ?? []);
  }

  register(tool) {
    const { name, title } = tool;
    const badge = html("span", { class: "badge number", "aria-hidden": "true", "data-unread": name, hidden: "" });
    const news = html("span", { class: "quiet", "data-unread-words": name });
    const tab = html("button", {
      type: "button",
      role: "tab",
      class: "panel-tab",
      id: `panel-tab-${name}`,
      "data-panel": name,
      "aria-controls": `panel-${name}`,
      "aria-selected": "false",
      tabindex: "-1",
    });
    tab.append(title, badge, news);
    const place = html("section", {
      role: "tabpanel",
      class: "panel-tool",
      id: `panel-${name}`,
      "aria-labelledby": tab.id,
      hidden: "",
    });
    this.#aside.append(place);
    const item = html("button", { type: "button", class: "menu-item", "data-act": name, "aria-pressed": "false" });
    const mark = icon("check", { class: "icon small menu-check" });
    item.append(icon(tool.icon, { class: "icon small" }), title, badge.cloneNode(), news.cloneNode(), mark);
    this.#menu.querySelector("[data-tools]").append(item);
    this.#tools.set(name, { ...tool, tab, place, item, view: null, loading: null });
    this.acts[name] = () => this.toggle(name);
    this.#arrange();
    this.#showOpen();
  }

  /** Fetches the tools in which people write, so that they open without a network, too. */
  prepare() {
    for (const tool of this.#tools.values()) if (tool.writing) tool.load().catch(() => {});
  }

  /** Opens the tool that was last open, if it covers nothing. Without stored settings, `first`. */
  restore(first = null) {
    const { open = first } = this.#memory;
    if (open && BESIDE_THE_FIELD.matches) this.open(open, { focus: false });
  }

  toggle(name) {
    if (this.#open === name) this.close();
    else this.open(name);
  }

  async open(name, { focus = true } = {}) {
    const tool = this.#tools.get(name);
    if (!tool) return;
    if (!this.#open && focus) this.#opener = document.activeElement;
    if (this.#open !== name) this.#tools.get(this.#open)?.view?.hidden?.();
    this.#open = name;
    this.#aside.hidden = false;
    this.#width.show();
    this.#showOpen();
    this.#remember({ open: name });
    if (focus) tool.tab.focus();
    if (!(await this.#loaded(tool)) || this.#open !== name) return;
    tool.view.shown?.();
    // If the person has moved the focus meanwhile, it stays there; on touch, focusing would open the on-screen keyboard.
    if (focus && document.activeElement === tool.tab && !BY_TOUCH.matches) tool.view.focus?.();
  }

  close() {
    if (!this.#open) return;
    const within = this.#aside.contains(document.activeElement);
    this.#tools.get(this.#open).view?.hidden?.();
    this.#open = null;
    this.#aside.hidden = true;
    this.#showOpen();
    this.#remember({ open: null });
    if (!within) return;
    const back = this.#opener?.checkVisibility?.() ? this.#opener : this.#menu.querySelector("summary");
    back.focus();
  }

  /** Passes the session's state and presence on to the tools. */
  follow(session) {
    this.#session = session;
    for (const { view } of this.#tools.values()) view?.follow?.(session);
  }

  /** The session is over. @returns {Promise} when the tools have saved what they can */
  end() {
    return Promise.all([...this.#tools.values()].map(({ view }) => view?.end?.()));
  }

  /** Shows the number of new items of a tool. */
  unread(name, count) {
    for (const badge of document.querySelectorAll(`[data-unread="${name}"]`)) {
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? "99+" : count;
    }
    for (const words of document.querySelectorAll(`[data-unread-words="${name}"]`)) {
      words.textContent = count ? `, ${counted("panel.unread", count)}` : "";
    }
  }

  #loaded(tool) {
    if (tool.view) return true;
    tool.loading ??= this.#load(tool).finally(() => (tool.loading = null));
    return tool.loading;
  }

  async #load(tool) {
    try {
      const module = await tool.load();
      tool.place.replaceChildren();
      tool.view = module.open(tool.place, this.#room) ?? {};
      if (this.#session) tool.view.follow?.(this.#session);
      // Content without a focusable element must be focusable itself, so that it can be scrolled by keyboard.
      if (!tool.place.querySelector(FOCUSABLE)) tool.place.tabIndex = 0;
      return true;
    } catch (failure) {
      const again = html("button", { type: "button", class: "button" }, message("panel.again"));
      again.addEventListener("click", () => this.open(tool.name));
      const words = html("p", { class: "secondary" }, message("panel.failed", tool.title));
      addEventListener("online", () => this.#open === tool.name && this.open(tool.name, { focus: false }), { once: true });
      tool.place.replaceChildren(html("div", { class: "panel-failed", role: "alert" }, words, again));
      reportError(failure);
      return false;
    }
  }

  #showOpen() {
    const open = this.#open;
    for (const [name, { tab, place, item, occasional }] of this.#tools) {
      const selected = name === open;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      tab.hidden = Boolean(occasional) && !selected;
      place.hidden = !selected;
      item.setAttribute("aria-pressed", String(selected));
      for (const control of document.querySelectorAll(`[data-act="${name}"][aria-expanded]`)) {
        control.setAttribute("aria-expanded", String(selected));
      }
    }
    this.#tools.get(open)?.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#showMoves();
  }

  #showMoves() {
    const tabs = this.#tabsInOrder;
    const at = tabs.findIndex(({ dataset }) => dataset.panel === this.#open);
    const title = this.#tools.get(this.#open)?.title;
    for (const [act, hidden] of [
      ["tab-earlier", at <= 0],
      ["tab-later", at < 0 || at === tabs.length - 1],
    ]) {
      const item = this.#moves.querySelector(`[data-act="${act}"]`);
      item.hidden = hidden;
      if (title) item.querySelector("span").textContent = message(`panel.${act}`, title);
    }
    this.#moves.hidden = at < 0 || tabs.length < 2;
  }

  /* Order */

  get #tabsInOrder() {
    return [...this.#tabs.children].filter((tab) => !tab.hidden);
  }

  #arrange() {
    const rank = (name) => {
      const place = this.#memory.order.indexOf(name);
      return place < 0 ? Infinity : place;
    };
    const names = [...this.#tools.keys()].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    this.#tabs.append(...names.map((name) => this.#tools.get(name).tab));
  }

  #moveTab(by) {
    const tabs = this.#tabsInOrder;
    const at = tabs.findIndex(({ dataset }) => dataset.panel === this.#open);
    const other = tabs[at + by];
    if (at < 0 || !other) return;
    other[by < 0 ? "before" : "after"](tabs[at]);
    this.#remember({ order: [...this.#tabs.children].map(({ dataset }) => dataset.panel) });
    this.#showMoves();
    this.#room.announcer.say(message("panel.moved", this.#tools.get(this.#open).title, at + by + 1, tabs.length));
    this.#moves.querySelector("summary").focus();
  }

  /* Tabs */

  #choose(tab) {
    if (tab) this.open(tab.dataset.panel, { focus: false });
  }

  #keyOnTab(event) {
    const tabs = this.#tabsInOrder;
    const at = tabs.indexOf(event.target);
    const next = {
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      ArrowRight: (at + 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    for (const tab of tabs) tab.tabIndex = tab === tabs[next] ? 0 : -1;
    tabs[next].focus();
  }

  #escape(event) {
    if (event.key !== "Escape" || event.isComposing || BESIDE_THE_FIELD.matches) return;
    event.stopPropagation();
    this.close();
  }

  #remember(change) {
    Object.assign(this.#memory, change);
    onThisDevice.setItem(this.#key, JSON.stringify({ width: this.#width.chosen, ...this.#memory }));
  }
}

/** What a former version stored may be anything. */
function valid({ open, order }) {
  return {
    ...((open === null || typeof open === "string") && { open }),
    ...(Array.isArray(order) && { order }),
  };
}
