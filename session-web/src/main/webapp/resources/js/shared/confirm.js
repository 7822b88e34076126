/** Asks for confirmation before an irreversible action. */
import { message } from "./messages.js";

const TONES = { danger: "button danger", primary: "button primary" };

/**
 * @param {string} question key of the texts: `confirm.<question>.title`, `.text`, `.go`, `.back`
 * @param {{withReason?: boolean, reason?: string}} [given] whether a reason is required, and its initial value
 * @returns {Promise<{reason: string}|null>} null if the person cancelled
 */
export function confirm(question, { values = [], tone = "danger", withReason = false, reason = "" } = {}) {
  const dialog = document.getElementById("confirm");
  const part = (name) => dialog.querySelector(`#confirm-${name}`);
  for (const name of ["title", "text", "go", "back"]) {
    part(name).textContent = message(`confirm.${question}.${name}`, ...values);
  }
  part("go").className = TONES[tone];
  part("reason-row").hidden = !withReason;
  // The browser requires it before the form is submitted; cancelling needs none.
  part("reason").required = withReason;
  part("reason").value = reason;
  dialog.returnValue = "";
  dialog.showModal();
  part("back").focus();
  return new Promise((resolve) => {
    const closed = () => resolve(dialog.returnValue === "go" ? { reason: part("reason").value.trim() } : null);
    dialog.addEventListener("close", closed, { once: true });
  });
}
