/** The agenda's dialogs and row actions; every action names its appointment, whatever row it is in by then. */
import { copyField } from "../shared/copying.js";
import { steady } from "../shared/steady.js";
import { HeldForm } from "../shared/held-form.js";
import { clearFaults, followRequests, freeButtons, isError } from "../shared/primefaces.js";
import { Knock } from "../shared/elsewhere.js";
import { UnsentWork } from "../shared/unsent-work.js";
import { onThisDevice } from "../shared/storage.js";
import { sayZone } from "../shared/zone.js";
import { Typed } from "./typed.js";

const REFRESH_MILLIS = 10_000;
const NEWS_MILLIS = 5_000;
/** Without input for this long, the agenda stops polling: otherwise a login that was left open would never end. */
const REST_MILLIS = 30 * 60_000;
/** The same while a room is open, because its client is promised that the therapist sees them come. */
const REST_WITH_OPEN_ROOM_MILLIS = 3 * 60 * 60_000;

const at = (id) => document.getElementById(id);
const openDialog = () => document.querySelector("dialog[open]");

/* Notifications: one at a time, shown and announced to screen readers */

let newsTimer;

function tell(text) {
  const toast = document.createElement("div");
  const words = document.createElement("p");
  toast.className = "toast";
  words.textContent = text;
  toast.append(words);
  at("news").replaceChildren(toast);
  clearTimeout(newsTimer);
  newsTimer = setTimeout(() => at("news").replaceChildren(), NEWS_MILLIS);
}

const waitingRows = () => new Map(
  [...document.querySelectorAll(".agenda-row[data-waiting]:not([data-waiting=''])")]
    .map((row) => [row.dataset.appointment, row.dataset.waiting]));

let waiting = waitingRows();

/** Notifies a person who works in another window too, if they have enabled that in a room. */
const knock = new Knock({
  speaker: () => "",
  wishes: () => onThisDevice.read(`call-settings:${at("news").dataset.person}`).notify === true,
});

function tellWhoCame() {
  const now = waitingRows();
  const came = [...now].filter(([appointment]) => !waiting.has(appointment)).map(([, text]) => text);
  waiting = now;
  if (!came.length) return;
  tell(came.join(". "));
  knock.notify(at("news").dataset.knock);
}

/* Failures: shown where the person looks, in the dialog if one is open */

const UNAUTHORIZED = 401;

/** PrimeFaces does not pass on the status of a refusal. */
async function loginEnded() {
  const answer = await fetch(location.pathname, { method: "POST" }).catch(() => null);
  return answer?.status === UNAUTHORIZED;
}

async function showFailure(request) {
  // If nothing was received, PrimeFaces passes an error's name instead of the request.
  const unanswered = !request.status;
  const ended = await loginEnded();
  // While only the connection is lost, the dialog's own button is enough.
  const retry = !ended && !(openDialog() && unanswered);
  showNotice(ended ? "ended" : "text", { retry, login: ended });
}

/** Sets the text only now, because a live region is announced when its content changes, not when it appears. */
function showNotice(text, { retry = false, login = false } = {}) {
  const notice = at("agenda-failed");
  const dialogForm = openDialog()?.querySelector("form");
  notice.querySelector("[data-retry]").hidden = !retry;
  notice.querySelector("[data-login]").hidden = !login;
  if (dialogForm) dialogForm.prepend(notice);
  else document.querySelector(".agenda-head").after(notice);
  notice.hidden = false;
  notice.querySelector("p").textContent = notice.dataset[text];
}

/* Input, stored until it is sent */

const { workKey, owner } = at("agenda-failed")?.dataset ?? {};
const typed = workKey && new Typed(UnsentWork.open({ key: workKey, owner, place: "agenda" }));

async function logIn(event) {
  event.preventDefault();
  await typed.keep();
  location.assign(event.target.closest("[data-login]").href);
}

/** Sends the open form again, with the same input; without one it asks for the rows, which stay if there is still no answer. */
function tryAgain() {
  const button = openDialog()?.querySelector("[type=submit]");
  if (button) button.click();
  else window.refreshAgenda();
}

function hideFailure() {
  const notice = at("agenda-failed");
  notice.hidden = true;
  notice.querySelector("p").textContent = "";
}

const isAnswer = (request) => request.status === 200 && !isError(request);

function answered(request) {
  acting = false;
  take(request);
}

function take(request) {
  if (!isAnswer(request)) {
    showFailure(request);
    freeButtons();
    return;
  }
  // An answer may arrive after polling has stopped; that notice stays until there is input again.
  if (!resting) hideFailure();
  tellWhoCame();
}

/* Rows */

let acting = false;
let pressing = false;

/** New rows during an interaction would remove the click target, the menu or the dialog; the next ones come soon. */
const isBusy = () => acting || pressing || Boolean(openDialog() ?? document.querySelector("details.menu[open]"));

/** One action at a time: a second click would make a second link, and the first would be invalid before anybody read it. */
function act(name, row) {
  if (acting) return;
  acting = true;
  window[name]([{ name: "appointment", value: row.dataset.appointment }]);
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

/** Moves the focus to the menu's button first, because a dialog returns it to where it was. */
function leaveMenu(item) {
  const menu = item.closest("details");
  menu.querySelector("summary").focus();
  menu.open = false;
}

/* Dialogs */

/** Restores the focus when the dialog closes, by id, because the rows may have been replaced meanwhile. */
function show(dialog, ...otherwise) {
  const ways = [document.activeElement.id, ...otherwise].filter(Boolean);
  dialog.showModal();
  dialog.addEventListener("close", () => {
    // A focus that could not be restored may still be in the dialog for a moment.
    const lost = document.activeElement === document.body || dialog.contains(document.activeElement);
    if (lost) ways.map(at).find(Boolean)?.focus();
    refresh();
  }, { once: true });
}

function book() {
  at("booking:date").value ||= at("shown-day").dataset.date;
  at("booking-day").value = at("shown-day").value;
  show(at("booking-dialog"), "new-booking");
}

/** @param {"appointment"|"session"|"annul"} kind what is cancelled */
function askAbout(kind) {
  for (const part of ["cancel-title", "cancel-text"]) at(part).textContent = at(part).dataset[kind];
  at("cancel-dialog").dataset.done = at("cancel-dialog").dataset[kind];
  at("cancel-reason").hidden = kind === "appointment";
}

function askToCancel(row, item) {
  askAbout(item.dataset.cancel);
  at("cancel-client").textContent = row.dataset.client;
  at("cancelling:appointment").value = row.dataset.appointment;
  at("cancelling-day").value = at("shown-day").value;
  typed.putReasonBack();
  clearFaults(at("cancel-dialog"));
  at("cancelling:cancel").querySelector(".ui-button-text").textContent = item.textContent.trim();
  show(at("cancel-dialog"), `client-${row.dataset.appointment}`);
}

function focusRefusal(dialog) {
  const field = dialog.querySelector("[aria-invalid=true], textarea");
  field?.focus();
}

const held = at("agenda:list") && new HeldForm();

/** Called by PrimeFaces. */
window.sessionRoomAgenda = {
  /** A dialog's request was answered: closes the dialog unless something was refused or nothing arrived. */
  after(id, args) {
    const dialog = at(id);
    held.release();
    if (!args || args.validationFailed || args.refused) {
      // A room was opened in another window meanwhile, so its client must be given a reason for the cancellation.
      if (id === "cancel-dialog" && args?.refused && at("cancel-reason").hidden) askAbout("session");
      focusRefusal(dialog);
      return;
    }
    dialog.close();
    if (id === "cancel-dialog") typed.forgetReason();
    tell(args.done ?? dialog.dataset.done);
  },
  /** Whether new rows must not replace the present ones now. */
  keepsRows: isBusy,
  refreshed: take,
};

// PrimeFaces updates the dialog while it is still closed; the focus is by then on the row's new button.
const opened = at("opened-dialog");
if (opened) {
  new MutationObserver(() => {
    if (!at("opened-title") || opened.open) return;
    sayZone();
    show(opened);
  }).observe(opened, { childList: true, subtree: true });
}

/* Events */

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, summary");
  const row = button?.closest(".agenda-row");
  closeMenus(event.target.closest("details.menu"));
  if (event.target.closest("[data-login]")) logIn(event);
  if (button?.classList.contains("menu-item")) leaveMenu(button);
  if (button?.dataset.act && row) act(button.dataset.act, row);
  else if (button?.dataset.cancel && row) askToCancel(row, button);
  else if (button?.dataset.dialog === "booking-dialog") book();
  else if (button?.dataset.close !== undefined) button.closest("dialog").close();
  else if (button?.dataset.copy) copyField(button);
  else if (button?.dataset.retry !== undefined) tryAgain();
});

document.addEventListener("pointerdown", () => (pressing = true));
// A press that ends elsewhere, for example behind a locked screen, is not reported.
document.addEventListener("pointermove", ({ buttons }) => (pressing &&= buttons > 0));
addEventListener("blur", () => (pressing = false));
// A context menu may suppress the end of the press.
for (const end of ["pointerup", "pointercancel", "contextmenu"]) {
  // The click event follows it.
  document.addEventListener(end, () => setTimeout(() => (pressing = false)));
}

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (menu) leaveMenu(menu.querySelector("summary"));
});

let personSeen = steady();
let resting = false;

/** Scrolls a long day to the waiting client, or else to the current time. */
function showWhatMatters() {
  const place = document.querySelector(".agenda-row[data-state=WAITING]") ?? document.querySelector(".agenda-now");
  if (place && place.getBoundingClientRect().bottom > innerHeight) place.scrollIntoView({ block: "center" });
}

function refresh() {
  if (resting || isBusy()) return;
  const patience = roomIsOpen() ? REST_WITH_OPEN_ROOM_MILLIS : REST_MILLIS;
  if (steady() - personSeen < patience) window.refreshAgenda();
  else rest();
}

const roomIsOpen = () => Boolean(document.querySelector(".agenda-row:is([data-state=PENDING], [data-state=WAITING])"));

function rest() {
  resting = true;
  showNotice("resting");
  at("agenda-failed").scrollIntoView({ block: "nearest" });
  if (roomIsOpen()) knock.notify(at("agenda-failed").dataset.resting);
}

function seePerson() {
  personSeen = steady();
  if (!resting) return;
  resting = false;
  hideFailure();
  refresh();
}

sayZone();

if (at("agenda:list")) {
  followRequests({ answered });
  showWhatMatters();
  typed.putBookingBack(() => Boolean(openDialog()), book);
  for (const sign of ["pointerdown", "pointermove", "keydown"]) document.addEventListener(sign, seePerson, true);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) seePerson();
    refresh();
  });
  setInterval(refresh, REFRESH_MILLIS);
}
