import { HeldForm } from "/resources/js/shared/held-form.js";
import { same } from "../assert.js";

/** A dialog with a form, and PrimeFaces' events. */
function shown() {
  const events = {};
  window.jQuery = () => ({
    on(name, act) {
      events[name] = act;
      return this;
    },
  });
  const dialog = document.createElement("dialog");
  dialog.innerHTML = "<form><input><button type='button'>Marcar</button></form>";
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, events, held: new HeldForm(), form: dialog.querySelector("form"), button: dialog.querySelector("button") };
}

export function aFormOnItsWayIsNeitherTypedIntoNorClosed() {
  const { dialog, events, form, button } = shown();
  button.focus();
  events.pfAjaxSend();
  same(form.inert, true);
  same(dialog.dispatchEvent(new Event("cancel", { cancelable: true })), false);
  events.pfAjaxComplete();
  same(form.inert, false);
  same(document.activeElement, button);
  same(dialog.dispatchEvent(new Event("cancel", { cancelable: true })), true);
  dialog.remove();
}

export function anAnswerThatLeavesTheDialogCanPutTheFocusAtItsField() {
  const { dialog, events, held, form, button } = shown();
  button.focus();
  events.pfAjaxSend();
  held.release();
  form.querySelector("input").focus();
  events.pfAjaxComplete();
  same(document.activeElement, form.querySelector("input"));
  dialog.remove();
}

export function requestsWithoutADialogHoldNothing() {
  const { dialog, events, form } = shown();
  dialog.close();
  events.pfAjaxSend();
  same(form.inert, false);
  dialog.remove();
}
