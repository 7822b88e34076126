/** The buttons of the therapist that change the session's state, by the name in their data-act. */
import { confirm } from "../shared/confirm.js";

/**
 * @param {(command: string) => Promise<boolean>} run sends a command; resolves to whether it was carried out
 * @param {() => string} status of the session now
 */
export function sessionActs(run, status) {
  return {
    start: () => run("START"),
    pause: () => run("PAUSE"),
    resume: () => run("RESUME"),
    // Also starts a session that has not begun, in the same transaction.
    admit: () => run("ADMIT"),
    async complete() {
      if (!(await confirm("complete"))) return;
      // Only an active session can be completed; both steps are recorded.
      if (status() === "PAUSED" && !(await run("RESUME"))) return;
      await run("COMPLETE");
    },
  };
}
