/**
 * The invitation's secret stands behind the # of the link. It is taken out of the address at once, kept for this tab only
 * so that a reload still works, and posted to the page; nothing is used up until the person clicks.
 */
const KEPT = "invitation";

function takeToken() {
  const token = location.hash.slice(1);
  if (token) {
    sessionStorage.setItem(KEPT, token);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEPT) ?? "";
}

function look() {
  document.getElementById("join:token").value = takeToken();
  window.lookAtInvitation();
}

/** The text is set only now, because a live region speaks when its content changes, not when it appears. */
function showFailure() {
  const notice = document.getElementById("join-failed");
  notice.hidden = false;
  notice.querySelector("p").textContent = notice.dataset.text;
}

/** A refused name keeps the person at its field; everything else is a new page to them and begins with its heading. */
function focusAnswer() {
  const panel = document.getElementById("join:invitation");
  (panel.querySelector("[aria-invalid=true]") ?? panel.querySelector("h1[tabindex]"))?.focus();
}

function answered(request) {
  // A view that is no longer kept is answered with 200 and an <error> inside; a reload makes a new one.
  if (request.responseXML?.querySelector("partial-response > error")) location.reload();
  else if (request.status === 200) focusAnswer();
}

window.addEventListener("hashchange", look);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-retry]")) location.reload();
});
window.jQuery(document).on("pfAjaxError", showFailure);
window.jQuery(document).on("pfAjaxComplete", (event, request) => answered(request));
// jQuery's queue, because PrimeFaces tells its scripts the page's nonce in it; a request sent before would be answered with
// another one, and the browser would refuse the scripts of the answer.
window.jQuery(look);
