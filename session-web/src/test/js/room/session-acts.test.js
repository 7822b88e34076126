import { sessionActs } from "/resources/js/room/session-acts.js";
import { same } from "../assert.js";

export async function admittingIsOneCommand() {
  for (const status of ["PENDING", "ACTIVE"]) {
    const sent = [];
    const acts = sessionActs(async (command) => sent.push(command) > 0, () => status);
    await acts.admit();
    same(sent, ["ADMIT"], status);
  }
}
