import { same } from "../assert.js";
import { connections, lineCut, meeting, seesAndHears, until } from "./two-calls.js";

const STRAIGHT = ["CONNECTING", "CONNECTED"];

export async function aCallThatBreaksWhileTheLineIsCutIsBackWithTheLine() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    await lineCut(client, async () => {
      therapist.peer.close();
      await until("notice of it", () => client.call.state.state === "RECONNECTING", 60_000);
      // Almost as long as an attempt takes: no attempt was started in the meantime, because none could succeed.
      await until("late return", () => Date.now() - client.call.state.since > 9000);
      same(connections().length, 2, "connections while the line is cut");
    });
    await until("new connection", () => client.states.at(-1) === "CONNECTED");
    await seesAndHears(therapist);
    await seesAndHears(client);
    // Counted by connections: on a busy machine the browser may lose a path for a moment, which is shown as RECONNECTING, too.
    same(connections().length, 4, "one more connection of each");
    same([...new Set(client.states)], [...STRAIGHT, "RECONNECTING"], "and none of them failed");
  });
}
