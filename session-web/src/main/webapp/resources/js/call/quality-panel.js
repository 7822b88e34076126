/** The call quality in numbers, to find the cause of problems: newest value and the last two minutes of each measure. */
import { decimal, message } from "../shared/messages.js";
import { html, svg } from "../shared/svg.js";

const WIDTH = 120;
const HEIGHT = 28;
/** Samples of two seconds each. */
const SHOWN = 60;

/** Each measure's format, and the minimum of a sparkline's range, so that small variations do not look large. */
const MEASURES = {
  roundTrip: { write: (value) => `${Math.round(value)} ms`, least: 100 },
  loss: { write: (value) => `${decimal(value * 100)} %`, least: 0.05 },
  jitter: { write: (value) => `${Math.round(value)} ms`, least: 50 },
  received: { write: (value) => `${Math.round(value)} kbit/s`, least: 500 },
  sent: { write: (value) => `${Math.round(value)} kbit/s`, least: 500 },
  frames: { write: (value) => `${Math.round(value)}/s`, least: 30 },
};

/** A tool of the panel. */
export function open(place, { call }) {
  const show = () => place.replaceChildren(...parts(call.samples));
  call.addEventListener("samples", show);
  show();
  return { shown: show };
}

/** @param {object[]} samples of call/quality.js, oldest first */
function parts(samples) {
  const recent = samples.slice(-SHOWN);
  if (recent.length === 0) return [html("p", { class: "panel-empty secondary" }, message("line.none"))];
  const rows = Object.entries(MEASURES).map(([key, measure]) => row(key, measure, recent));
  return [
    html("dl", { class: "line-measures" }, ...rows),
    html("p", { class: "caption line-way" }, message(recent.at(-1).relay ? "line.relay" : "line.direct")),
  ];
}

function row(key, { write, least }, samples) {
  const values = samples.map((sample) => sample[key]);
  const newest = values.findLast((value) => value !== null && value !== undefined);
  return html(
    "div",
    { class: "line-measure" },
    html("dt", {}, message(`line.${key}`)),
    html("dd", { class: "number" }, newest === undefined ? "–" : write(newest)),
    html("dd", { class: "line-spark" }, spark(values, least)),
  );
}

function spark(values, least) {
  const top = Math.max(least, ...values.filter((value) => Number.isFinite(value)));
  const x = (i) => (WIDTH * (SHOWN - values.length + i)) / (SHOWN - 1);
  const points = values.flatMap((value, i) =>
    Number.isFinite(value) ? [`${x(i).toFixed(1)},${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`] : [],
  );
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    svg("polyline", { points: points.join(" ") }),
  );
}
