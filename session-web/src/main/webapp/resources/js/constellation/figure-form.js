/** The dialog that places or edits a figure: label, kind, colour, size. */
import { message } from "../messages.js";
import { html } from "../svg.js";
import { COLOURS, KINDS, LIMITS } from "./constellation.js";
import { figureIcon } from "./figures.js";

export class FigureForm {
  #dialog;
  #form;
  #done = null;

  constructor(dialog) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#part("kinds").append(...KINDS.map(kindChoice));
    this.#part("colours").append(...COLOURS.map(colourChoice));
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#form.addEventListener("input", () => this.#showValues());
    this.#part("form-back").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#finish(null));
  }

  /**
   * @param {{label, kind, colour, size}} figure what the form starts with
   * @param {boolean} isNew whether it will be placed or edited
   * @returns {Promise<{label, kind, colour, size}|null>} null when the person went back
   */
  ask(figure, isNew) {
    this.#part("form-title").textContent = message(isNew ? "form.title.new" : "form.title.edit");
    this.#part("form-keep").textContent = message(isNew ? "form.place" : "form.keep");
    const { label, kind, colour, size } = this.#form.elements;
    label.value = figure.label;
    kind.value = figure.kind;
    colour.value = figure.colour;
    size.value = figure.size;
    this.#showError("");
    this.#showValues();
    this.#dialog.showModal();
    label.focus();
    label.select();
    return new Promise((resolve) => (this.#done = resolve));
  }

  #submit(event) {
    event.preventDefault();
    const { label, kind, colour, size } = this.#form.elements;
    const text = label.value.replace(/\p{Cc}/gu, " ").trim();
    if ([...text].length > LIMITS.label) {
      this.#showError(message("form.label.long", LIMITS.label));
      label.focus();
      return;
    }
    this.#finish({ label: text, kind: kind.value, colour: colour.value, size: Number(size.value) });
    this.#dialog.close();
  }

  #finish(result) {
    const done = this.#done;
    this.#done = null;
    done?.(result);
  }

  #showError(text) {
    const error = this.#part("label-error");
    error.textContent = text;
    error.hidden = !text;
    this.#form.elements.label.setAttribute("aria-invalid", String(Boolean(text)));
  }

  #showValues() {
    const { colour, size } = this.#form.elements;
    this.#part("size-value").textContent = `${Math.round(size.value * 100)}%`;
    this.#part("kinds").dataset.colour = colour.value;
  }

  #part(name) {
    return this.#dialog.querySelector(`#figure-${name}`);
  }
}

function kindChoice(kind) {
  const radio = html("input", { type: "radio", name: "kind", value: kind });
  const word = html("span", { class: "choice-word" }, message(`field.kind.${kind}`));
  return html("label", { class: "choice" }, radio, figureIcon(kind, { size: 38 }), word);
}

function colourChoice(colour) {
  const radio = html("input", {
    type: "radio",
    name: "colour",
    value: colour,
    "aria-label": message(`field.colour.${colour}`),
  });
  const swatch = html("span", { class: "swatch", "data-colour": colour, title: message(`field.colour.${colour}`) });
  return html("label", { class: "choice" }, radio, swatch);
}
