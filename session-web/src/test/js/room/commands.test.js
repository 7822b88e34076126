import { Commands } from "/resources/js/room/commands.js";
import { same } from "../assert.js";

const outcome = (promise) => promise.then(() => "done", ({ code }) => code);

export async function aLineThatIsLostLeavesACommandOpen() {
  const commands = new Commands(() => true);
  const pause = outcome(commands.run("PAUSE"));
  commands.lost({ ended: false });
  same(await pause, "OFFLINE");
}

export async function whatEndsWithTheSessionHasNothingLeftToDo() {
  const commands = new Commands(() => true);
  const complete = outcome(commands.run("COMPLETE"));
  commands.lost({ ended: true });
  same(await complete, "done");
}
