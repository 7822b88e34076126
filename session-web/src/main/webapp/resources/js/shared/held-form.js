/**
 * While a form of PrimeFaces waits for its answer, nothing in it can be changed and its dialog stays open: the answer would
 * otherwise replace what was typed meanwhile, or close a dialog that was opened for something else.
 */
export class HeldForm {
  #dialog = null;
  #focused = null;

  constructor(page = document) {
    window
      .jQuery(page)
      .on("pfAjaxSend", () => this.#hold(page.querySelector("dialog[open]")))
      .on("pfAjaxComplete", () => this.release());
    // Escape closes a dialog.
    page.addEventListener("cancel", (event) => event.target === this.#dialog && event.preventDefault(), true);
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
    if (dialog.open && lost) this.#focused?.focus();
  }
}
