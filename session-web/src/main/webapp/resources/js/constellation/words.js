/** Describes the field in words, for screen readers. */
import { message } from "../shared/messages.js";
import { LIMITS } from "./constellation.js";
import { hasFront } from "./figures.js";

const SECTORS = ["up", "upRight", "right", "downRight", "down", "downLeft", "left", "upLeft"];
const RINGS = [
  [60, "centre"],
  [200, "near"],
  [340, "half"],
  [LIMITS.carpet, "edge"],
  [Infinity, "outside"],
];
/** Half the angle of the cone in which a figure counts as looked at, and its reach. */
const GAZE = 12;
const GAZE_REACH = 600;

const bearing = (from, to) => ((Math.atan2(to.x - from.x, from.y - to.y) * 180) / Math.PI + 360) % 360;
const sector = (degrees) => SECTORS[Math.round(degrees / 45) % 8];

export function nameOf(figure) {
  return figure.label || message(`field.kind.${figure.kind}`);
}

/** Such as "perto do centro, acima à direita". */
export function placeInWords({ x, y }) {
  const distance = Math.hypot(x, y);
  const ring = message(`words.ring.${RINGS.find(([radius]) => distance <= radius)[1]}`);
  if (distance <= RINGS[0][0]) return ring;
  return message("words.place", ring, message(`words.side.${sector(bearing({ x: 0, y: 0 }, { x, y }))}`));
}

/** Such as "olha para Mãe", or "olha para cima" if nobody is there; empty for a kind without a front. */
export function facingInWords(figure, figures) {
  if (!hasFront(figure.kind)) return "";
  const seen = figures
    .filter((other) => other.figureId !== figure.figureId)
    .map((other) => ({
      other,
      distance: Math.hypot(other.x - figure.x, other.y - figure.y),
      off: Math.abs(((bearing(figure, other) - figure.facing + 540) % 360) - 180),
    }))
    .filter(({ distance, off }) => distance > 0 && distance <= GAZE_REACH && off <= GAZE)
    .sort((one, two) => one.distance - two.distance)[0];
  if (seen) return message("words.looksAt", nameOf(seen.other));
  return message(`words.looks.${sector(figure.facing)}`);
}

/** Kind, position, direction and who holds or edits it, in one sentence. */
export function figureInWords(figure, figures, hold) {
  return [
    message(`field.kind.${figure.kind}`),
    placeInWords(figure),
    facingInWords(figure, figures),
    hold ? message(hold.editing ? "words.editedBy" : "words.heldBy", hold.name) : "",
  ]
    .filter(Boolean)
    .join("; ");
}
