/** One figure on the field: its body, label, rings and name tag. Sizes inside are CSS pixels, independent of the zoom. */
import { icon, svg } from "../shared/svg.js";
import { graphemes } from "../shared/text.js";
import { figureScale } from "./camera.js";
import { drawFigure, radiusOf, reachBelow, turn } from "./figures.js";
import { nameOf } from "./words.js";

const LONGEST_LABEL = 18;
const SELECTION_GAP = 17;
const HOLD_GAP = 15;
const HANDLE_REACH = 28;
/** Half of the smallest touch target. */
const TOUCH = 22;
const SMALLEST = 13;

const shorten = (text) => {
  const characters = graphemes(text);
  return characters.length > LONGEST_LABEL
    ? `${characters
        .slice(0, LONGEST_LABEL - 1)
        .join("")
        .trimEnd()}…`
    : text;
};

export class FigureView {
  element;
  #figure;
  #facing = 0;
  #zoom = 1;
  #coarse = false;
  #selected = false;
  #turnable = false;
  #hold = null;
  #body = null;
  #inner = svg("g");
  #ring = svg("circle", { class: "selection-ring" });
  #holdRing = svg("circle", { class: "hold-ring" });
  #hit = svg("circle", { class: "figure-hit" });
  #bodyPlace = svg("g");
  #label = svg("text", { class: "figure-label", "text-anchor": "middle", "aria-hidden": "true" });
  #labelWidth = 0;
  #labelAbove = false;
  #handle = null;
  #tag = null;

  /** @param {{still?: boolean}} how `still`: not interactive */
  constructor(figure, { still = false } = {}) {
    this.element = svg("g", {
      class: "figure",
      "data-figure": figure.figureId,
      ...(!still && { tabindex: "0", role: "button", "aria-pressed": "false" }),
    });
    if (!still) this.#inner.append(this.#ring, this.#holdRing, this.#hit);
    this.#inner.append(this.#bodyPlace, this.#label);
    this.element.append(this.#inner);
    this.show(figure);
  }

  get figure() {
    return this.#figure;
  }

  /** Half of its size on the screen, including rings, and how far down its label reaches. */
  get extent() {
    const reach = this.#ringed ? this.#radius + SELECTION_GAP : this.#radius;
    return { radius: reach, below: this.#labelY + 6 };
  }

  /** The boxes that it covers around its centre: body with rings, label, handle. */
  get boxes() {
    const { radius } = this.extent;
    const boxes = [square(0, 0, radius)];
    if (this.#label.textContent) {
      // Only a rendered text has a length; in bold it is a little longer.
      this.#labelWidth ||= this.#label.getComputedTextLength();
      const half = this.#labelWidth / 2 + 3;
      // The label moves away from the body and back when the figure is selected.
      boxes.push({
        left: -half,
        top: this.#labelAbove ? this.#labelY - 13 : this.#radius,
        right: half,
        bottom: this.#labelAbove ? -this.#radius : this.#labelY + 5,
      });
    }
    if (this.#handle) {
      const angle = (this.#facing * Math.PI) / 180;
      const reach = this.#radius + SELECTION_GAP + HANDLE_REACH;
      boxes.push(square(Math.sin(angle) * reach, -Math.cos(angle) * reach, 14));
    }
    return boxes;
  }

  /** Applies the members that an edit may change. */
  show(figure) {
    const before = this.#figure;
    this.#figure = figure;
    if (before?.kind !== figure.kind || before?.colour !== figure.colour) {
      this.#body = drawFigure(figure.kind, figure.colour);
      turn(this.#body, figure.kind, this.#facing);
      this.#bodyPlace.replaceChildren(this.#body);
    }
    if (this.#label.textContent !== shorten(figure.label)) {
      this.#label.textContent = shorten(figure.label);
      this.#labelWidth = 0;
    }
    this.#layOut();
  }

  describe(words) {
    const name = `${nameOf(this.#figure)}: ${words}`;
    if (this.element.getAttribute("aria-label") !== name) this.element.setAttribute("aria-label", name);
  }

  place({ x, y, facing }) {
    this.element.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)})`);
    if (facing === this.#facing) return;
    this.#facing = facing;
    turn(this.#body, this.#figure.kind, facing);
    this.#layOut();
  }

  scale(zoom, coarse) {
    this.#zoom = zoom;
    this.#coarse = coarse;
    this.#layOut();
  }

  select(selected, turnable) {
    this.#selected = selected;
    this.#turnable = turnable;
    this.element.classList.toggle("selected", selected);
    this.element.setAttribute("aria-pressed", String(selected));
    this.#layOut();
  }

  /** @param {{name: string, role: string, editing?: boolean}|null} hold who holds or edits it */
  hold(hold) {
    const same = (field) => hold?.[field] === this.#hold?.[field];
    if (same("name") && same("role") && same("editing")) return;
    this.#hold = hold;
    this.element.classList.toggle("held", Boolean(hold));
    this.element.dataset.holder = hold?.role ?? "";
    this.#tag?.remove();
    this.#tag = hold && drawTag(hold);
    if (this.#tag) {
      this.#inner.append(this.#tag);
      fitTag(this.#tag);
    }
    this.#layOut();
  }

  get #scale() {
    const { kind, size } = this.#figure;
    const scale = size * figureScale(this.#zoom, this.#coarse);
    return Math.max(scale, this.#coarse ? SMALLEST / radiusOf(kind) : 0);
  }

  get #radius() {
    return radiusOf(this.#figure.kind) * this.#scale;
  }

  get #ringed() {
    return this.#selected || this.#hold !== null;
  }

  /** Puts the label above or below the body; below is the default. */
  putLabel(above) {
    if (above === this.#labelAbove) return;
    this.#labelAbove = above;
    this.#layOut();
  }

  get #labelY() {
    if (this.#labelAbove) return -(reachBelow(this.#figure.kind, this.#facing + 180) * this.#scale + 10);
    if (this.#handle) {
      // A handle that points down moves the label out of its way.
      const down = Math.max(0, -Math.cos((this.#facing * Math.PI) / 180)) ** 4;
      return this.#radius + SELECTION_GAP + 16 + down * HANDLE_REACH;
    }
    if (this.#ringed) return this.#radius + SELECTION_GAP + 16;
    return reachBelow(this.#figure.kind, this.#facing) * this.#scale + 20;
  }

  #layOut() {
    const radius = this.#radius;
    this.#inner.setAttribute("transform", `scale(${(1 / this.#zoom).toFixed(5)})`);
    this.#bodyPlace.setAttribute("transform", `scale(${this.#scale.toFixed(4)})`);
    this.#ring.setAttribute("r", radius + SELECTION_GAP);
    this.#holdRing.setAttribute("r", radius + HOLD_GAP);
    this.#hit.setAttribute("r", Math.max(radius + 4, TOUCH));
    this.#layOutHandle(radius + SELECTION_GAP);
    this.#label.setAttribute("y", this.#labelY);
    this.#tag?.setAttribute("transform", `translate(0 ${-(radius + HOLD_GAP + 17)})`);
  }

  #layOutHandle(ring) {
    if (!this.#selected || !this.#turnable) {
      this.#handle?.remove();
      this.#handle = null;
      return;
    }
    if (!this.#handle) {
      this.#handle = drawHandle();
      this.#inner.append(this.#handle);
    }
    const angle = (this.#facing * Math.PI) / 180;
    const [x, y] = [Math.sin(angle), -Math.cos(angle)];
    const [line, knob] = this.#handle.children;
    line.setAttribute("x1", x * ring);
    line.setAttribute("y1", y * ring);
    line.setAttribute("x2", x * (ring + HANDLE_REACH - 11));
    line.setAttribute("y2", y * (ring + HANDLE_REACH - 11));
    knob.setAttribute("transform", `translate(${x * (ring + HANDLE_REACH)} ${y * (ring + HANDLE_REACH)})`);
  }
}

const square = (x, y, half) => ({ left: x - half, top: y - half, right: x + half, bottom: y + half });

function drawHandle() {
  return svg(
    "g",
    { class: "turn-handle" },
    svg("line"),
    svg(
      "g",
      {},
      svg("circle", { class: "turn-hit", r: TOUCH }),
      svg("circle", { class: "turn-knob", r: 11 }),
      icon("rotate-cw", { x: -6.5, y: -6.5, width: 13, height: 13, class: "icon turn-icon" }),
    ),
  );
}

function drawTag({ name, editing }) {
  return svg(
    "g",
    { class: "hold-tag", "aria-hidden": "true" },
    svg("rect", { y: -12, height: 23, rx: 11.5 }),
    icon(editing ? "pencil" : "hand", { y: -7, width: 13, height: 13, class: "icon" }),
    svg("text", { y: 4 }, shorten(name)),
  );
}

/** Only a rendered text has a length. */
function fitTag(tag) {
  const [rect, hand, text] = tag.children;
  const width = text.getComputedTextLength() + 37;
  rect.setAttribute("x", -width / 2);
  rect.setAttribute("width", width);
  hand.setAttribute("x", -width / 2 + 9);
  text.setAttribute("x", -width / 2 + 27);
}
