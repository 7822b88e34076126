import { Panel } from "/resources/js/room/panel.js";

/** The panel in a page of its own, with tools that record their calls. */
export class Page {
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
