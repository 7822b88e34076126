/**
 * The invitation's secret is in the fragment of the link. It is removed from the address at once if the browser can store it
 * for this tab, so that a reload still works, and posted to the page; it is redeemed only when the person clicks. A random key of
 * this tab is sent with it: if the answer to the click is lost, the tab can request the seat that it has already taken.
 */
import { copyField } from "../shared/copying.js";
import { followRequests, freeButtons, isError, whenReady } from "../shared/primefaces.js";
import { inThisTab } from "../shared/storage.js";
import { lacking } from "./abilities.js";

const KEPT = "invitation";
const KEY = "redemption-key";
const NAME = "join-name";
const at = (id) => document.getElementById(id);

function takeToken() {
  const token = location.hash.slice(1);
  // Without storage it stays in the address, because otherwise a reload or the other language would lose the link.
  if (token && inThisTab.setItem(KEPT, token)) history.replaceState(null, "", location.pathname);
  for (const language of document.querySelectorAll("a[hreflang]")) language.hash = location.hash;
  return inThisTab.getItem(KEPT) ?? "";
}

function key() {
  if (!inThisTab.getItem(KEY)) inThisTab.setItem(KEY, crypto.randomUUID());
  return inThisTab.getItem(KEY);
}

function look() {
  at("join:token").value = takeToken();
  at("join:key").value = key();
  window.lookAtInvitation();
}

/** Keeps the typed name only while the page changes its language: it is text that somebody wrote, and not encrypted here. */
function keepName() {
  const field = at("join:name");
  if (field) inThisTab.setItem(NAME, JSON.stringify({ invitation: at("join:token").value, name: field.value }));
}

function putNameBack() {
  const { invitation, name } = inThisTab.read(NAME);
  inThisTab.removeItem(NAME);
  if (at("join:name") && invitation === at("join:token").value) at("join:name").value = name;
}

/** Sets the text only now, because a live region is announced when its content changes, not when it appears. */
function showFailure(request) {
  const notice = at("join-failed");
  notice.hidden = false;
  notice.querySelector("p").textContent = request.status === 429 ? notice.dataset.busy : notice.dataset.text;
  freeButtons();
}

/** Presses the same button again, with the same input; before the invitation was loaded it reloads the page. */
function tryAgain() {
  const button = at("join:enter") ?? at("join:renew");
  if (button) button.click();
  else location.reload();
}

/** After a refused name the focus stays in its field; any other answer is like a new page and begins with its heading. */
function focusAnswer() {
  const panel = at("join:invitation");
  (panel.querySelector("[aria-invalid=true]") ?? panel.querySelector("h1[tabindex]"))?.focus();
}

/** If this browser is unsuitable, the link should be used in another; it is not redeemed in one that could not keep the seat. */
function showLacking() {
  const notice = at("join-browser");
  const lacks = notice && lacking(window);
  if (!lacks) return;
  notice.hidden = false;
  for (const words of notice.querySelectorAll("[data-lacks]")) words.hidden = words.dataset.lacks !== lacks;
  at("join-link").value = `${location.origin}${location.pathname}#${inThisTab.getItem(KEPT)}`;
  at("join:enter").disabled = lacks === "cookies";
}

function answered(request) {
  document.documentElement.dataset.started = "";
  if (request.status !== 200 || isError(request)) return;
  at("join-failed").hidden = true;
  putNameBack();
  showLacking();
  focusAnswer();
}

window.addEventListener("hashchange", look);
document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-retry]")) tryAgain();
  const copying = target.closest("[data-copy]");
  if (copying) copyField(copying);
  if (target.closest("a[hreflang]")) keepName();
});
followRequests({ failed: showFailure, answered });
whenReady(look);
