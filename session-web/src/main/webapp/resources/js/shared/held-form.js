/**
 * While a form of PrimeFaces waits for its answer, nothing in it can be changed and its dialog stays open: the answer would
 * otherwise replace what was typed meanwhile, or close a dialog that was opened for something else.
 */
import { followRequests, openDialog } from "./primefaces.js";

export class HeldForm {
  #page;
  #dialog = null;
  #focused = null;

  constructor(page = document) {
    this.#page = page;
    followRequests({ sent: () => this.#hold(openDialog(page)), answered: () => this.release() });
    // Escape closes a dialog: the browser's own by this event, PrimeFaces' by the key.
    page.addEventListener("cancel", (event) => event.target === this.#dialog && event.preventDefault(), true);
    page.addEventListener("keydown", (event) => event.key === "Escape" && this.#dialog && event.preventDefault(), true);
  }

  #hold(dialog) {
    if (!dialog) return;
    this.#dialog = dialog;
    this.#focused = document.activeElement;
    for (const form of dialog.querySelectorAll("form")) form.inert = true;
  }

  /** The answer has come, or none will. A form that is still open goes on where it was. */
  release() {
    const dialog = this.#dialog;
    if (!dialog) return;
    this.#dialog = null;
    for (const form of dialog.querySelectorAll("form")) form.inert = false;
    const lost = document.activeElement === document.body || document.activeElement === dialog;
    if (openDialog(this.#page) === dialog && lost) this.#focused?.focus();
  }
}
