/** PrimeFaces leaves the buttons off by which something was sent when no answer comes. */
export function freeButtons() {
  for (const button of document.querySelectorAll(".ui-button.ui-state-loading")) {
    window.PrimeFaces.buttonEndAjaxDisabled(window.PrimeFaces.getWidgetById(button.id), window.jQuery(button));
  }
}
