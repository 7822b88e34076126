/** Rules for typed text, which the server applies too: TextRuleTest and InitialsTest have the same examples. */
import { initials } from "/resources/js/participant/people.js";
import { REFUSED, graphemes, isComposing, isTooLong, tidyLine } from "/resources/js/shared/text.js";
import { same } from "../assert.js";

const FAMILY = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}";

export function whatAPasteBringsAndNobodySeesIsLeftOut() {
  same(tidyLine("so\u00ADfrimento"), "sofrimento");
  same(tidyLine("\uFEFFAna\u200B Martins\u2060"), "Ana Martins");
  same(tidyLine("\u00A0Ana\u00A0Martins\u3000"), "Ana Martins");
  same(tidyLine("Pau\u200Dlo"), "Paulo");
  same(tidyLine("\u3164\u2060"), "");
}

export function whatJoinsLettersAndSignsIsKept() {
  const england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
  for (const text of [FAMILY, england, "\u2764\uFE0F\u200D\u{1F525}", "می\u200Cخواهم", "क्\u200Dष", "e\u0301"]) {
    same(tidyLine(text), text);
    same(REFUSED.test(text), false);
  }
}

export function whatIsReadOtherwiseThanItIsWrittenIsRefused() {
  for (const text of ["a\u202Eb", "a\u2067b", "a\u2028b", "a\nb", "a\uD83Eb"]) same(REFUSED.test(text), true);
}

export function charactersAreCountedAsPeopleDo() {
  same(graphemes(FAMILY.repeat(3)).length, 3);
  same(graphemes("e\u0301\u{1F1E7}\u{1F1F7}").length, 2);
}

export function aLineIsTooLongByTheSameCount() {
  same(isTooLong("x".repeat(40), 40), false);
  same(isTooLong("x".repeat(41), 40), true);
  same(isTooLong(FAMILY.repeat(40), 40), false);
  same(isTooLong(FAMILY.repeat(41), 40), true);
  same(isTooLong("e" + "\u0301".repeat(400), 40), true);
  const kshi = "\u0915\u094D\u0937\u093F";
  same(isTooLong(kshi.repeat(20), 40), false);
  same(isTooLong(kshi.repeat(20) + "a", 40), true);
  same(isTooLong("\u{1F44B}\u{1F3FD}".repeat(40), 40), false);
}

export function initialsAreWholeCharacters() {
  same(initials("ana beatriz martins"), "AM");
  same(initials("Dr. Paulo Rezende"), "PR");
  same(initials("Ana"), "A");
  same(initials("\u{1F9F8} Bia"), "\u{1F9F8}B");
  same(initials(`${FAMILY} Lu`), `${FAMILY}L`);
  same(initials("\u0915\u094D\u0937\u093F\u0924\u093F Rao"), "\u0915\u094D\u0937\u093FR");
  same(initials("Dr."), "D");
}

export function aKeyOfTheKeyboardsSuggestionsIsKnownInSafariToo() {
  same(isComposing({ isComposing: true, keyCode: 13 }), true);
  same(isComposing({ isComposing: false, keyCode: 229 }), true);
  same(isComposing({ isComposing: false, keyCode: 13 }), false);
}
