/** The page of a session: its static field, the assistant, its notes, and the confirmation of a cancellation. */
import { clockFrom } from "../shared/steady.js";
import { withLinks } from "../chat/links.js";
import { drawStill } from "../constellation/still.js";
import { figureInWords, nameOf } from "../constellation/words.js";
import { HeldForm } from "../shared/held-form.js";
import { clearFaults, closeByButtons, followRequests, freeButtons } from "../shared/primefaces.js";
import { message } from "../shared/messages.js";
import { RoomApi } from "../shared/api.js";
import { Announcer } from "../shared/notices.js";
import { UnsentWork, joined, keepsDraft } from "../shared/unsent-work.js";
import { html } from "../shared/svg.js";
import { sayZone } from "../shared/zone.js";

const at = (id) => document.getElementById(id);
const page = at("session");
const REASON = "cancel-reason";
const { session, pass, locale, timeZone, workKey, owner, made } = page.dataset;
const opening = UnsentWork.open({ key: workKey, owner, place: session, merges: { [REASON]: joined } });

/* Dialogs: registered before anything asynchronous, because people click as soon as they see a button */

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button?.dataset.dialog) return;
  clearFaults(at(button.dataset.dialog));
  at(button.dataset.dialog).showModal();
});
closeByButtons();

sayZone();

/* The chat */

for (const said of document.querySelectorAll(".session-said-text")) said.replaceChildren(...withLinks(said.textContent));

/* The field */

if (at("still")) {
  const figures = JSON.parse(at("field-figures").textContent);
  drawStill(at("still"), figures);
  at("field-words").append(
    ...figures.map((figure) =>
      html(
        "li",
        {},
        html("span", { class: "strong" }, nameOf(figure)),
        html("span", { class: "caption" }, figureInWords(figure, figures)),
      ),
    ),
  );
}

/* Cancelling */

const UNAUTHORIZED = 401;

/** PrimeFaces does not pass on the status of a refusal. */
async function loginEnded() {
  const answer = await fetch(location.pathname, { method: "POST" }).catch(() => null);
  return answer?.status === UNAUTHORIZED;
}

async function sayUnanswered() {
  // The login returns to this page.
  if (await loginEnded()) {
    await (await opening).settled();
    location.reload();
    return;
  }
  at("unanswered").hidden = false;
  at("unanswered").textContent = at("unanswered").dataset.text;
  freeButtons();
}

if (at("cancel-dialog")) {
  new HeldForm();
  followRequests({ succeeded: () => (at("unanswered").hidden = true), failed: sayUnanswered });
}

/* Stored input: last, because loading it may be slow */

const work = await opening;
// A session that can no longer be cancelled needs no reason any more.
if (at("cancel-dialog")) keepsDraft(work, REASON, at("cancelling:reason"));
else work.removeItem(REASON);
const api = new RoomApi({ pass, session });
const announcer = new Announcer(at("announcer"));

/* The assistant */

async function openAssistant() {
  const refuse = (words) => {
    at("assistant-refused").hidden = false;
    at("assistant-refused").textContent = words;
  };
  try {
    const { open } = await import("../assistant/assistant-record.js");
    const { client, clientInvitation, readOnly, over } = at("part-assistant").dataset;
    const states = { readOnly: readOnly === "true", over: over === "true" };
    const given = { client, clientInvitation, ...states, locale, timeZone, announcer, refuse, work };
    await open(at("assistant-record"), api, given);
  } catch (failure) {
    refuse(failure.detail ?? message("command.offline"));
  }
}

if (at("part-assistant")) openAssistant();

/* The notes, as in the room */

if (at("notes")) {
  const { open } = await import("../note/notes-view.js");
  const notes = open(at("notes"), { api, work, announcer, clock: { now: clockFrom(made) }, session, locale, timeZone });
  addEventListener("beforeunload", (event) => {
    // A correction that is being typed outlives the page only where it is kept.
    const typed = !work.lasting && work.getItem("draft:line") !== null;
    if (typed || (notes.unsaved && !notes.waitsForLogin)) event.preventDefault();
  });
}
