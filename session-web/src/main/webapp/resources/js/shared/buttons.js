/** If no answer comes, PrimeFaces leaves the buttons of the request disabled; this enables them again. */
export function freeButtons() {
  for (const button of document.querySelectorAll(".ui-button.ui-state-loading")) {
    window.PrimeFaces.buttonEndAjaxDisabled(window.PrimeFaces.getWidgetById(button.id), window.jQuery(button));
  }
}
