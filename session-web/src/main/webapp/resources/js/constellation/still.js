/** The field as a static picture: not interactive and not focusable. */
import { svg } from "../shared/svg.js";
import { LIMITS } from "./constellation.js";
import { FigureView } from "./figure-view.js";
import { figureDefinitions } from "./figures.js";
import { boxAt, overlap } from "./free-space.js";

/** How far a figure and its label reach beyond its centre, in CSS pixels. */
const MARGIN = 48;

/**
 * Draws the figures into an svg element, as large as it is at any time.
 * @param {SVGSVGElement} picture
 * @param {object[]} figures of a snapshot
 */
export function drawStill(picture, figures) {
  const world = svg("g", { class: "world" });
  const views = figures.map((figure) => new FigureView(figure, { still: true }));
  world.append(
    svg("circle", { class: "carpet", r: LIMITS.carpet }),
    svg("circle", { class: "carpet-ring", r: LIMITS.carpet * 0.55 }),
    ...views.map(({ element }) => element),
  );
  picture.append(figureDefinitions(), world);
  views.forEach((view, index) => view.place(figures[index]));
  const fit = () => {
    const { width, height } = picture.getBoundingClientRect();
    if (!width) return;
    const zoom = zoomFor(figures, width, height);
    world.setAttribute("transform", `translate(${width / 2} ${height / 2}) scale(${zoom.toFixed(5)})`);
    for (const view of views) view.scale(zoom, false);
    partLabels(views, figures, zoom);
  };
  new ResizeObserver(fit).observe(picture);
  fit();
}

/** Puts a label above its figure if below it would lie over a body or another label, and above it would not. */
function partLabels(views, figures, zoom) {
  const inView = (index, box) => boxAt(figures[index].x * zoom, figures[index].y * zoom, box);
  const taken = views.map((view, index) => inView(index, view.boxes[0]));
  views.forEach((view, index) => {
    const labelIfPut = (above) => {
      view.putLabel(above);
      const label = view.boxes[1];
      return label && inView(index, label);
    };
    const isFree = (label) => !label || !taken.some((box) => overlap(box, label));
    const below = labelIfPut(false);
    const above = isFree(below) ? null : labelIfPut(true);
    const label = above && isFree(above) ? above : labelIfPut(false);
    if (label) taken.push(label);
  });
}

/** The whole carpet and every figure. */
function zoomFor(figures, width, height) {
  const zooms = [Math.min(width, height) / 2 / (LIMITS.carpet + 2)];
  for (const { x, y } of figures) {
    if (x) zooms.push((width / 2 - MARGIN) / Math.abs(x));
    if (y) zooms.push((height / 2 - MARGIN) / Math.abs(y));
  }
  return Math.min(1, ...zooms);
}
