/** Text input rules, the same as on the server (TextRule). */
const UNSEEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff]/g;
/** Joiners are needed in emoji and in scripts whose letters join. */
const JOINERS = /(^|[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Zyyy}\p{sc=Zinh}])[\u200c\u200d]+/gu;
const JOINED = /[\p{So}\p{Sk}\ufe0f]/u;
/** These change how the text is read; the server refuses them. */
export const REFUSED = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const segmenter = self.Intl?.Segmenter && new Intl.Segmenter();

/** A text's characters as people see them (UAX #29), for display; its code points if the browser lacks support. */
export const graphemes = (text) => (segmenter ? Array.from(segmenter.segment(text), (one) => one.segment) : [...text]);

/** Maximum code points for each letter, on average. */
const CODE_POINTS = 8;
const JOINER = "\u200d";
/** Marks, skin tones and invisible characters. */
const BELONGS_TO_THE_ONE_BEFORE = /[\p{M}\p{Cf}\u{1f3fb}-\u{1f3ff}]/u;

/** The length of a line: letters and signs, each counted with its marks, skin tones and joined characters, as on the server. */
export const letters = (line) =>
  [...line].filter((one, at, all) => all[at - 1] !== JOINER && !BELONGS_TO_THE_ONE_BEFORE.test(one)).length;

/** @param {number} longest maximum number of letters */
export function isTooLong(line, longest) {
  const codePoints = [...line].length;
  return codePoints > longest && (codePoints > longest * CODE_POINTS || letters(line) > longest);
}

/** A line without invisible characters from pasted text. */
export function tidyLine(text) {
  const tidy = text
    .replace(UNSEEN, "")
    .replace(/\p{Zs}/gu, " ")
    .replace(JOINERS, (joiners, before) => (JOINED.test(before) ? joiners : before))
    .replace(/(\u{1f3f4}[\u{e0020}-\u{e007f}]+)|[\u{e0020}-\u{e007f}]/gu, "$1")
    .replace(/[\u200c\u200d]+$/, "")
    .trim();
  return visible(tidy);
}

/** Removes characters that change the direction of the text, by which it could be misread. */
export const withoutDirections = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

/** The text; empty if it has no visible letter, number or sign: marks alone and an empty braille cell are invisible. */
export const visible = (text) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replaceAll("\u2800", "").replace(UNSEEN, "")) ? text : "");

/** Whether a key belongs to an input method; Safari ends the composition before it reports the Enter that caused it. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;
