/**
 * The field as a list: every figure with its position, its direction and who holds it in words, and all actions as
 * buttons. It offers everything that the picture offers.
 */
import { message } from "../shared/messages.js";
import { html, icon } from "../shared/svg.js";
import { figureIcon } from "./figures.js";
import { figureInWords, nameOf } from "./words.js";

const ICONS = {
  left: "arrow-left",
  up: "arrow-up",
  down: "arrow-down",
  right: "arrow-right",
  "turn-left": "rotate-ccw",
  "turn-right": "rotate-cw",
};
/** These have a text label, in a row of their own. */
const WORDS = { show: "crosshair", edit: "pencil", remove: "trash-2" };

/** The list as a tool of the room's panel. */
export function open(place, { board }) {
  const count = html("span", { id: "figure-count" });
  const title = html("h2", { class: "quiet" }, message("list.title"), " ", count);
  const empty = html("p", { class: "panel-empty secondary", id: "figure-list-empty" }, message("list.empty"));
  const list = html("ul", { class: "figure-list", role: "list", id: "figures" });
  place.append(title, empty, list);
  const figures = new FigureList({ list, count, empty }, board.listActions);
  return { shown: () => board.showList(figures), hidden: () => board.showList(null) };
}

class FigureList {
  #list;
  #count;
  #empty;
  #rows = new Map();
  #open = null;
  #mayChange = false;

  /** @param actions act(name, figureId), hold(figureId) → {name, editing} or null, choose(figureId or null) */
  constructor({ list, count, empty }, actions) {
    this.#list = list;
    this.#count = count;
    this.#empty = empty;
    this.actions = actions;
    list.addEventListener("click", ({ target }) => {
      const figureId = target.closest("[data-figure]")?.dataset.figure;
      const button = target.closest("button");
      if (!figureId || !button) return;
      if (button.dataset.act) actions.act(button.dataset.act, figureId);
      else actions.choose(this.#open === figureId ? null : figureId);
    });
  }

  render(figures) {
    const rows = new Map();
    for (const figure of figures) {
      const row = this.#rows.get(figure.figureId) ?? this.#row(figure);
      this.#show(row, figure, figures);
      rows.set(figure.figureId, row);
    }
    for (const [figureId, { item }] of this.#rows) {
      if (!rows.has(figureId)) this.#remove(item);
    }
    this.#rows = rows;
    this.#count.textContent = figures.length || "";
    this.#empty.hidden = figures.length > 0;
  }

  rights(mayChange) {
    this.#mayChange = mayChange;
    for (const { acts } of this.#rows.values()) this.#showRights(acts);
  }

  /** Expands one figure's actions. */
  open(figureId) {
    this.#open = figureId;
    for (const [id, { head, acts }] of this.#rows) {
      head.setAttribute("aria-expanded", String(id === figureId));
      acts.hidden = id !== figureId;
    }
  }

  #row(figure) {
    const acts = html("div", { class: "figure-acts", role: "group" });
    for (const [act, iconName] of Object.entries(ICONS)) acts.append(actButton(act, "icon-only", icon(iconName)));
    acts.append(html("span", { class: "row-break" }));
    for (const [act, iconName] of Object.entries(WORDS)) {
      acts.append(actButton(act, "", icon(iconName, { class: "icon small" }), message(`list.word.${act}`)));
    }
    acts.hidden = figure.figureId !== this.#open;
    this.#showRights(acts);
    const picture = html("span", { class: "figure-picture" });
    const name = html("span", { class: "figure-name strong" });
    const words = html("span", { class: "figure-words caption" });
    const text = html("span", { class: "figure-text" }, name, words);
    const head = html("button", { type: "button", class: "figure-head-row", "aria-expanded": String(!acts.hidden) });
    head.append(picture, text);
    const item = html("li", { class: "figure-row", "data-figure": figure.figureId }, head, acts);
    this.#list.append(item);
    return { item, head, acts, picture, name, words };
  }

  #show(row, figure, figures) {
    if (row.figure !== figure) {
      row.figure = figure;
      const { kind, colour, facing } = figure;
      row.picture.replaceChildren(figureIcon(kind, { colour, facing, size: 36 }));
      row.name.textContent = nameOf(figure);
      row.acts.setAttribute("aria-label", message("list.acts", nameOf(figure)));
      for (const button of row.acts.querySelectorAll("button")) {
        const words = message(`list.${button.dataset.act}`, nameOf(figure));
        button.setAttribute("aria-label", words);
        button.title = words;
      }
    }
    const words = figureInWords(figure, figures, this.actions.hold(figure.figureId));
    if (row.words.textContent !== words) row.words.textContent = words;
  }

  #showRights(acts) {
    for (const button of acts.querySelectorAll("button")) {
      button.hidden = button.dataset.act !== "show" && !this.#mayChange;
    }
  }

  /** Moves the focus to a neighbour, so that it is not lost. */
  #remove(item) {
    const neighbour = item.nextElementSibling ?? item.previousElementSibling;
    const focused = item.contains(document.activeElement);
    item.remove();
    if (focused) neighbour?.querySelector("button").focus();
  }
}

function actButton(act, look, ...content) {
  return html("button", { type: "button", class: `button ghost ${look}`, "data-act": act }, ...content);
}
