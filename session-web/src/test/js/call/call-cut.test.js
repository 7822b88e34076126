import { same } from "../assert.js";
import { bothConnected, lineCut, meeting, seesAndHears, until } from "./two-calls.js";

const STRAIGHT = ["CONNECTING", "CONNECTED"];

export async function aCutOfTheSignallingLeavesTheCallAlone() {
  await meeting(async (therapist, client) => {
    await seesAndHears(therapist);
    const peers = [therapist.peer, client.peer];
    await lineCut(client, async () => {
      const checks = await therapist.checks();
      // Consent checks are sent at least every five seconds (RFC 7675): this is longer than a path survives without responses.
      await until("time without signalling", async () => (await therapist.checks()) > checks + 6, 60_000);
      await seesAndHears(therapist);
      await seesAndHears(client);
      client.call.microphone = false;
    });
    await until("what was missed", () => therapist.call.otherMedia?.microphone === false);
    await seesAndHears(client);
    same([therapist.peer === peers[0], client.peer === peers[1]], [true, true], "the same connections");
    same(therapist.states, STRAIGHT);
  });
}

export async function theOtherReloadsWhileOnesOwnLineIsCut() {
  await meeting(async (therapist, client) => {
    await lineCut(therapist, () => client.reload());
    await bothConnected(therapist, client);
    await seesAndHears(therapist);
    await seesAndHears(client);
  });
}
