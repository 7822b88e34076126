/**
 * The invitation's secret stands behind the # of the link. It is taken out of the address at once, kept for this tab only
 * so that a reload still works, and posted to the page; nothing is used up until the person clicks.
 */
const KEPT = 'invitation';

function takeToken() {
  const token = location.hash.slice(1);
  if (token) {
    sessionStorage.setItem(KEPT, token);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEPT) ?? '';
}

function look() {
  document.getElementById('join:token').value = takeToken();
  window.lookAtInvitation();
}

window.addEventListener('hashchange', look);
// jQuery's queue, because PrimeFaces tells its scripts the page's nonce in it; a request sent before would be answered with
// another one, and the browser would refuse the scripts of the answer.
window.jQuery(look);
