/**
 * The kinds of figures to place. A click on one and a click on the field places it there; so does dragging it onto the field.
 * By keyboard, or with a second click on the kind, the figure gets a free position.
 */
import { message } from "../shared/messages.js";
import { html } from "../shared/svg.js";
import { KINDS } from "./constellation.js";
import { figureIcon } from "./figures.js";

/** How far a press may move and still be a click. */
const STEADY = 8;

export class Palette {
  #element;
  #field;
  #actions;
  #armed = null;
  #dragged = false;
  #drag = null;

  /** @param actions place(kind, {x, y}), hint(kind): it waits for a position */
  constructor(element, field, actions) {
    this.#element = element;
    this.#field = field;
    this.#actions = actions;
    element.append(...KINDS.map((kind) => this.#button(kind)));
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.arm(null));
  }

  /** Sets the kind that the next press on the field places, or null. */
  arm(kind) {
    this.#armed = kind;
    this.#field.awaitPlace(kind && ((place) => this.#place(kind, place)));
    for (const button of this.#element.children) {
      button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
    }
    if (kind) this.#actions.hint(kind);
  }

  #place(kind, place) {
    this.arm(null);
    this.#actions.place(kind, place);
  }

  #button(kind) {
    const words = message("field.addKind", message(`field.kind.${kind}`));
    const button = html("button", {
      type: "button",
      class: "button ghost icon-only",
      "data-kind": kind,
      "aria-pressed": "false",
      "aria-label": words,
      title: words,
    });
    button.append(figureIcon(kind, { size: 26 }));
    button.addEventListener("click", ({ detail }) => {
      if (detail === 0 || this.#armed === kind) this.#place(kind, this.#field.freePlace());
      else if (!this.#dragged) this.arm(kind);
    });
    button.addEventListener("pointerdown", (down) => this.#begin(button, kind, down));
    return button;
  }

  /** One finger at a time; a second one on a tool is ignored meanwhile. */
  #begin(button, kind, down) {
    if (down.button !== 0 || this.#drag) return;
    this.#drag = new AbortController();
    this.#dragged = false;
    const { signal } = this.#drag;
    const on = (type, act) =>
      button.addEventListener(type, (event) => event.pointerId === down.pointerId && act(event), { signal });
    const ghost = html("div", { class: "tool-ghost" }, figureIcon(kind, { size: 52 }));
    const move = ({ clientX, clientY }) => {
      this.#dragged ||= Math.hypot(clientX - down.clientX, clientY - down.clientY) > STEADY;
      if (!this.#dragged) return;
      document.body.append(ghost);
      ghost.style.translate = `${clientX}px ${clientY}px`;
    };
    const end = ({ type, clientX, clientY }) => {
      this.#drag.abort();
      this.#drag = null;
      ghost.remove();
      const place = type === "pointerup" && this.#dragged && this.#field.placeAt(clientX, clientY);
      if (place) this.#place(kind, place);
    };
    button.setPointerCapture(down.pointerId);
    on("pointermove", move);
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) on(type, end);
  }
}
