/** Asks for confirmation before an irreversible action. */
import { message } from "./messages.js";
import { dialog } from "./primefaces.js";

const TONES = { danger: "button danger", primary: "button primary" };

/**
 * @param {string} question key of the texts: `confirm.<question>.title`, `.text`, `.go`, `.back`
 * @param {{values?: string[], tone?: "danger"|"primary"}} [given] what the texts name, and the look of the button
 * @returns {Promise<boolean>} false if the person went back
 */
export async function confirm(question, { values = [], tone = "danger" } = {}) {
  const part = (name) => document.getElementById(`confirm-${name}`);
  for (const name of ["title", "text", "go", "back"]) {
    part(name).textContent = message(`confirm.${question}.${name}`, ...values);
  }
  const asked = dialog("confirm");
  let agreed = false;
  part("go").className = TONES[tone];
  part("go").onclick = () => {
    agreed = true;
    asked.close();
  };
  asked.open();
  part("back").focus();
  await asked.closed();
  return agreed;
}
