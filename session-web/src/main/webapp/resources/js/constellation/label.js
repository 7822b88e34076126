/** Validation of a figure's label. */
import { message } from "../shared/messages.js";
import { REFUSED, isTooLong, tidyLine } from "../shared/text.js";
import { LIMITS } from "./constellation.js";

/** Tabs and line breaks of pasted text become spaces in a label. */
export const labelOf = (typed) => tidyLine(typed.replace(/[\t\n\r\u2028\u2029]/g, " "));

/**
 * Shows beside the input why its text is not a valid label, and focuses it unless the person has left.
 * @returns {boolean} whether it is valid
 */
export function checkLabel(input, error, stay = true) {
  const label = labelOf(input.value);
  const refused = REFUSED.exec(label)?.[0];
  let text = "";
  if (refused) {
    const code = refused.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    text = message("form.label.character", `U+${code}`);
  } else if (isTooLong(label, LIMITS.label)) text = message("form.label.long", LIMITS.label);
  error.textContent = text;
  error.hidden = !text;
  input.setAttribute("aria-invalid", String(Boolean(text)));
  if (!text || !stay) return !text;
  input.focus();
  const at = refused ? input.value.indexOf(refused) : -1;
  if (at >= 0) input.setSelectionRange(at, at + refused.length);
  return false;
}
