/** PrimeFaces' client side, for our modules: the only one that knows PF, PrimeFaces and jQuery. The client's room has none of them. */

const FOCUSABLE = "a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled";

/**
 * A dialog of the page: PrimeFaces' component, or the browser's own in a page without components. An element with `data-close` in it
 * closes it.
 */
class Dialog {
  #element;

  constructor(id) {
    this.#element = document.getElementById(id);
  }

  get shown() {
    return this.#isNative ? this.#element.open : this.#widget.isVisible();
  }

  /** Shows it above the page, which cannot be used meanwhile; the focus returns when it is closed. */
  open() {
    if (this.#isNative) this.#element.showModal();
    else this.#showWidget();
  }

  #showWidget() {
    this.#widget.show();
    // PrimeFaces looks for an input, and later; without one the focus would stay behind the dialog.
    [...this.#element.querySelectorAll(FOCUSABLE)].find((element) => element.checkVisibility())?.focus();
  }

  close() {
    if (this.#isNative) this.#element.close();
    else this.#widget.hide();
  }

  /** @returns {Promise<void>} when it is next closed, by a button, the Escape key or {@link close} */
  closed() {
    return new Promise((resolve) => {
      if (this.#isNative) this.#element.addEventListener("close", () => resolve(), { once: true });
      else this.#widget.cfg.onHide = () => resolve();
    });
  }

  get #isNative() {
    return this.#element instanceof HTMLDialogElement;
  }

  get #widget() {
    return window.PF(this.#element.id);
  }
}

/** @param {string} id of `<room:dialog>` */
export const dialog = (id) => new Dialog(id);

/** The dialog's element that is open, of either kind; null if none is. */
export const openDialog = (page = document) => page.querySelector('dialog[open], .ui-dialog[aria-hidden="false"]');

/** Closes every dialog: what it is about has ended. */
export function closeDialogs() {
  for (const element of document.querySelectorAll("dialog[open]")) element.close();
  for (const { id } of document.querySelectorAll('.ui-dialog[aria-hidden="false"]')) dialog(id).close();
}

/** Makes the elements with `data-close` close their dialogs. */
export function closeByButtons() {
  document.addEventListener("click", ({ target }) => {
    const of = target.closest("[data-close]")?.closest("dialog, .ui-dialog");
    if (of instanceof HTMLDialogElement) of.close();
    else if (of) dialog(of.id).close();
  });
}

/**
 * Follows the requests of the page's forms.
 *
 * @param {{sent?: () => void, succeeded?: (given: object) => void, failed?: (request: XMLHttpRequest|string) => void,
 *     answered?: (request: XMLHttpRequest) => void}} acts `given`: what the server's bean added to its answer; without an answer
 *     an error's name comes in place of the request; `failed` also gets an answer that contains an error; `answered` follows
 *     every other
 */
export function followRequests({ sent, succeeded, failed, answered }) {
  const page = window.jQuery(document);
  if (sent) page.on("pfAjaxSend", sent);
  page.on("pfAjaxSuccess", (event, request) => {
    if (!isError(request)) succeeded?.(request.pfArgs ?? {});
    else {
      renewView();
      failed?.(request);
    }
  });
  if (failed) page.on("pfAjaxError", (event, request) => failed(request));
  if (answered) page.on("pfAjaxComplete", (event, request) => answered(request));
}

/** Whether an answer says inside that the form is not of an open page (OwnForms); its status is 200 all the same. */
export const isError = (request) => Boolean(request.responseXML?.querySelector("partial-response > error"));

/** The server stores no view, so a form can be sent again with what was typed in it. */
function renewView() {
  for (const state of document.querySelectorAll('input[name="jakarta.faces.ViewState"]')) state.value = "stateless";
}

/** Calls it when PrimeFaces is ready: an earlier request would be answered with another nonce, and the browser would block its scripts. */
export const whenReady = (act) => window.jQuery(act);

/** Removes what was refused in a form: the messages, and the marks of its fields. What was typed stays. */
export function clearFaults(form) {
  for (const message of form.querySelectorAll(".ui-message")) message.replaceChildren();
  for (const refusal of form.querySelectorAll(".notice[role=alert]")) {
    // Those of the page itself are shown again.
    if (refusal.id) refusal.hidden = true;
    else refusal.remove();
  }
  for (const field of form.querySelectorAll(".ui-state-error")) field.classList.remove("ui-state-error");
  for (const field of form.querySelectorAll("[aria-invalid=true]")) field.setAttribute("aria-invalid", "false");
}

/** If no answer comes, PrimeFaces leaves the buttons of the request disabled; this enables them again. */
export function freeButtons() {
  for (const button of document.querySelectorAll(".ui-button.ui-state-loading")) {
    window.PrimeFaces.buttonEndAjaxDisabled(window.PrimeFaces.getWidgetById(button.id), window.jQuery(button));
  }
}
