/** The form that cancels the session from inside its room. The end comes over the socket, as after a cancellation elsewhere. */
import { HeldForm } from "../shared/held-form.js";
import { dialog, followRequests, freeButtons } from "../shared/primefaces.js";
import { keepsDraft } from "../shared/unsent-work.js";

/**
 * @param {import("../shared/unsent-work.js").UnsentWork} work keeps the reason until the session is cancelled
 * @param {string} kept the name under which it keeps it
 */
export function followCancelling(work, kept) {
  const unanswered = document.getElementById("unanswered");
  const reason = document.getElementById("cancelling:reason");
  // A login that ends, a line that is down, or a refusal, must not cost what was typed.
  keepsDraft(work, kept, reason);
  // Whoever goes back has decided not to cancel: the reason must not stand in the form of a later day.
  reason.form.querySelector("[data-close]").addEventListener("click", () => {
    reason.value = "";
    work.removeItem(kept);
  });
  const held = new HeldForm();
  const sayUnanswered = () => {
    unanswered.hidden = false;
    unanswered.textContent = unanswered.dataset.text;
    freeButtons();
  };
  followRequests({
    succeeded({ cancelled }) {
      unanswered.hidden = true;
      held.release();
      if (!cancelled) {
        reason.focus();
        return;
      }
      work.removeItem(kept);
      dialog("cancel").close();
    },
    // Without a login the answer is an error, too.
    failed: sayUnanswered,
  });
}
