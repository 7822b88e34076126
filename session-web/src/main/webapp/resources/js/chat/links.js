/** Turns URLs and e-mail addresses in a message into links; the visible text is the target. */
import { html } from "../shared/svg.js";

const ADDRESS = /(?<![\w@.])(?:https?:\/\/|www\.)[^\s<>"“”\u200e\u200f\u202a-\u202e\u2066-\u2069]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
/** Punctuation after a URL that does not belong to it. */
const AFTER = /[.,;:!?'’»…]+$/;

/** @returns {(string|HTMLAnchorElement)[]} the text in pieces */
export function withLinks(text) {
  const pieces = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const href = hrefOf(address);
    if (!href) continue;
    const link = html("a", { href, target: "_blank", rel: "noopener noreferrer" }, address);
    pieces.push(text.slice(at, index), link);
    at = index + address.length;
  }
  return [...pieces, text.slice(at)].filter((piece) => piece !== "");
}

function trimmed(address) {
  const inner = address.replace(AFTER, "");
  const count = (letter) => inner.split(letter).length;
  return inner.endsWith(")") && count("(") < count(")") ? trimmed(inner.slice(0, -1)) : inner;
}

/** A URL with user information before an @ could be misleading, so it is not linked. */
function hrefOf(address) {
  if (/^[^/]+@/.test(address)) return `mailto:${address}`;
  try {
    const { href, username, password } = new URL(/^www\./i.test(address) ? `https://${address}` : address);
    return username || password ? null : href;
  } catch {
    return null;
  }
}
