/** Creates elements without parsing markup: every text is inserted as text. */
const SVG = "http://www.w3.org/2000/svg";
const SPRITE = new URL("../../icons/lucide.svg", import.meta.url).href;

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

export function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

/** A Lucide icon of the sprite. */
export function icon(name, attributes = {}) {
  return svg("svg", { class: "icon", "aria-hidden": "true", ...attributes }, svg("use", { href: `${SPRITE}#${name}` }));
}
