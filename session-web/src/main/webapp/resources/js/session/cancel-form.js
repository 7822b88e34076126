/** The form that cancels the session from inside its room. The end comes over the socket, as after a cancellation elsewhere. */
import { HeldForm } from "../shared/held-form.js";
import { dialog, followRequests, freeButtons } from "../shared/primefaces.js";
import { keepsDraft } from "../shared/unsent-work.js";

/** The name under which the reason is kept. */
export const REASON = "cancel-reason";

/** @param {import("../shared/unsent-work.js").UnsentWork} work keeps the reason until the session is cancelled */
export function followCancelling(work) {
  const unanswered = document.getElementById("unanswered");
  // A login that ends, a line that is down, or a refusal, must not cost what was typed.
  keepsDraft(work, REASON, document.getElementById("cancelling:reason"));
  new HeldForm();
  followRequests({
    succeeded({ cancelled }) {
      unanswered.hidden = true;
      if (!cancelled) return;
      work.removeItem(REASON);
      dialog("cancel").close();
    },
    failed() {
      unanswered.hidden = false;
      unanswered.textContent = unanswered.dataset.text;
      freeButtons();
    },
  });
}
