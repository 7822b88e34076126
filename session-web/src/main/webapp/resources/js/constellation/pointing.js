/**
 * Pointing at a position of the field without moving anything: while it is on, a pointer on the field, or the focused
 * figure, shows the other person where this person looks. Nothing is stored.
 */
import { svg } from "../shared/svg.js";

/** In ms: between two positions, between two while still, and how long the other's is shown. */
const EVERY = 50;
const STILL = 1000;
const SHOWN = 2000;

export class Pointing {
  #element;
  #field;
  #send;
  #on = false;
  #place = null;
  #sentAt = -Infinity;
  #next = null;
  #mark = svg("g", { class: "other-point", visibility: "hidden" }, svg("circle", { r: 9 }), svg("circle", { r: 22 }));
  #fade = null;

  /** @param {SVGElement} element @param {Field} field @param {(place: {x, y}) => void} send */
  constructor(element, field, send) {
    this.#element = element;
    this.#field = field;
    this.#send = send;
    element.querySelector(".world").append(this.#mark);
    // Before the field's own listeners, which would grab a figure or pan the field.
    element.addEventListener("pointerdown", (event) => this.#press(event), { capture: true });
    element.addEventListener("pointermove", (event) => this.#on && this.#pointAt(this.#at(event)));
    for (const type of ["pointerleave", "pointercancel", "focusout"]) element.addEventListener(type, () => this.#rest());
    element.addEventListener("focusin", ({ target }) => this.#on && this.#pointAt(field.figure(target.dataset.figure)));
  }

  get on() {
    return this.#on;
  }

  set on(on) {
    this.#on = on;
    this.#element.classList.toggle("pointing", on);
    if (!on) this.#rest();
  }

  /** Shows where the other person points. @param {{x, y}} place @param {string} role theirs */
  show({ x, y }, role) {
    this.#mark.setAttribute("transform", `translate(${x} ${y})`);
    this.#mark.setAttribute("visibility", "visible");
    this.#mark.dataset.role = role;
    clearTimeout(this.#fade);
    this.#fade = setTimeout(() => this.hide(), SHOWN);
  }

  hide() {
    this.#mark.setAttribute("visibility", "hidden");
  }

  #press(event) {
    if (!this.#on) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.#pointAt(this.#at(event));
  }

  #at({ clientX, clientY }) {
    const { left, top } = this.#element.getBoundingClientRect();
    const [x, y] = this.#field.camera.toField(clientX - left, clientY - top);
    return { x: Math.round(x), y: Math.round(y) };
  }

  #pointAt(place) {
    if (!place) return;
    this.#place = { x: place.x, y: place.y };
    this.#later(Math.max(0, this.#sentAt + EVERY - performance.now()));
  }

  #later(delay) {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => {
      this.#sentAt = performance.now();
      this.#send(this.#place);
      this.#later(STILL);
    }, delay);
  }

  #rest() {
    clearTimeout(this.#next);
  }
}
