/** Addresses in what somebody wrote, and nothing else: they are seen as they were typed, and lead where they say. */
import { html } from "../svg.js";

const ADDRESS = /\bhttps?:\/\/[^\s<>"“”\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi;
/** What ends a sentence, or a bracket that was opened before the address. */
const AFTER = /[.,;:!?'’»…]+$/;

/** @returns {(string|HTMLAnchorElement)[]} the same text, in pieces */
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

/** One with a name before an @ looks like another place than it is. */
function hrefOf(address) {
  try {
    const { href, username, password } = new URL(address);
    return username || password ? null : href;
  } catch {
    return null;
  }
}
