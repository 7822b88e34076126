import { Leaving } from "/resources/js/room/leaving.js";
import { same } from "../assert.js";

function room({ unsent, stays = false }) {
  const told = [];
  const leaving = new Leaving({
    unsent: () => unsent,
    ask: async (question) => {
      told.push(question);
      return stays ? null : { reason: "" };
    },
    close: async () => told.push("closed"),
    go: () => told.push("gone"),
  });
  const asksTheBrowser = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
  return { leaving, told, asksTheBrowser, sent: () => (unsent = false) };
}

export async function whoStaysWithUnsentWorkStaysInALivingRoom() {
  const { leaving, told, asksTheBrowser, sent } = room({ unsent: true, stays: true });
  await leaving.leave("leave.CLIENT");
  same(told, ["unsent"]);
  same(asksTheBrowser(), true, "the browser still asks");
  sent();
}

export async function whoLeavesWithUnsentWorkIsAskedOnce() {
  const { leaving, told, asksTheBrowser } = room({ unsent: true });
  await leaving.leave("leave.CLIENT");
  same(told, ["unsent", "closed", "gone"]);
  same(asksTheBrowser(), false);
}

export async function withNothingUnsentOnlyTheUsualQuestionIsAsked() {
  const usual = room({ unsent: false });
  await usual.leaving.leave("leave.THERAPIST");
  same(usual.told, ["leave.THERAPIST", "closed", "gone"]);
  const none = room({ unsent: false });
  await none.leaving.leave(null);
  same(none.told, ["closed", "gone"]);
}
