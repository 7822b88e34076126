/** Full-page states: loading, waiting, ended, opened elsewhere, login ended. */
import { drawFigure, turn } from "../constellation/figures.js";
import { message } from "../shared/messages.js";
import { closeDialogs } from "../shared/primefaces.js";
import { html, icon, svg } from "../shared/svg.js";

const PICTURES = {
  LOADING: () => [figure("NEUTRAL", "SAND", 0, 0, 0)],
  WAITING: () => [svg("ellipse", { class: "state-heart", rx: 48, ry: 34 }), figure("WOMAN", "CLAY", 0, 0, 0)],
  ENDED: () => [figure("WOMAN", "CLAY", -32, 0, -52), figure("MAN", "PETROL", 34, -8, 40), mark("check", "moss")],
  CANCELLED: () => [figure("NEUTRAL", "SAND", 0, 0, 30)],
  TAKEN_OVER: () => [figure("WOMAN", "SAND", -44, 0, 90), gap(), figure("WOMAN", "CLAY", 44, 0, 90)],
  NOT_YOURS: () => [figure("NEUTRAL", "SAND", 0, 0, 30)],
  UNKNOWN: () => [figure("NEUTRAL", "SAND", 0, 0, 30)],
  UNSAVED: () => [figure("NEUTRAL", "SAND", -4, 4, 145), mark("circle-alert", "danger")],
};

export class States {
  #section;
  #shown = null;

  constructor(section) {
    this.#section = section;
  }

  get shown() {
    return this.#shown;
  }

  /**
   * @param {string} state one of those above
   * @param {{title, text, written?: string, buttons: {text, look, act}[]}} content texts; `written`: text of the person that
   *   was not delivered, to be copied; `act` is a name or a function
   */
  show(state, { title, text, written = "", buttons = [] }) {
    const fresh = this.#shown !== state;
    this.#shown = state;
    this.#part("title").textContent = title;
    this.#part("text").textContent = text;
    this.#part("written").textContent = written;
    this.#part("unsent").hidden = !written;
    if (!fresh) return;
    const picture = svg("svg", { viewBox: "-105 -67 210 134", "aria-hidden": "true" }, ...PICTURES[state]());
    this.#part("picture").replaceChildren(picture);
    this.#part("picture").classList.toggle("breathing", state === "WAITING");
    this.#part("buttons").replaceChildren(...buttons.map(button));
    this.#section.hidden = false;
    closeDialogs();
    for (const element of this.#others) element.inert = true;
    if (state !== "LOADING") this.#part("title").focus({ preventScroll: true });
  }

  hide() {
    if (this.#section.hidden) return;
    this.#shown = null;
    this.#section.hidden = true;
    for (const element of this.#others) element.inert = false;
  }

  get #others() {
    return [...this.#section.parentElement.children].filter(
      (element) => element !== this.#section && element.getAttribute("role") !== "status",
    );
  }

  #part(name) {
    return this.#section.querySelector(`#state-${name}`);
  }
}

function button({ text, look = "", act }) {
  const element = html("button", { type: "button", class: `button ${look}` }, text);
  element.addEventListener("click", act);
  return element;
}

function figure(kind, colour, x, y, facing) {
  const body = drawFigure(kind, colour);
  turn(body, kind, facing);
  return svg("g", { transform: `translate(${x} ${y})` }, body);
}

function gap() {
  return svg("line", { class: "state-gap", x1: -8, y1: 0, x2: 12, y2: 0 });
}

function mark(name, tone) {
  return svg(
    "g",
    { class: `state-mark ${tone}`, transform: "translate(0 40)" },
    svg("circle", { r: 12 }),
    icon(name, { x: -8, y: -8, width: 16, height: 16 }),
  );
}

/** The texts of a state: `state.<key>.title` and `.text`. */
export function stateTexts(key, ...values) {
  return { title: message(`state.${key}.title`, ...values), text: message(`state.${key}.text`, ...values) };
}
