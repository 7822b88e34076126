import { holds, same } from "../assert.js";
import { bothConnected, bothOpen, REFUSED, seesAndHears, until, withTwo } from "./two-calls.js";

const RELAY = { urls: ["turn:127.0.0.1:9?transport=udp"], username: "1:nobody", credential: "wrong" };
const relayOnly = async () => ({ iceServers: [RELAY], relayOnly: true, expiresAt: null });

export async function withoutAPathTheCallFailsInTimeAndGoesOnTrying() {
  await withTwo(async (therapist, client) => {
    let open = false;
    const ice = async () => (open ? { iceServers: [], relayOnly: false, expiresAt: null } : relayOnly());
    const setting = { attempt: 1500, hello: 200 };
    await bothOpen(therapist, client, { ice, setting });
    await until("failure", () => therapist.states.includes("NO_PATH") && client.states.includes("NO_PATH"));
    same(therapist.states.slice(0, 2), ["CONNECTING", "NO_PATH"]);
    open = true;
    await bothConnected(therapist, client);
    await seesAndHears(client);
  });
}

export async function wrongCredentialsOfTheRelayHaveAReasonOfTheirOwn() {
  await withTwo(async (therapist, client) => {
    const refused = async () => ({ ...(await relayOnly()), iceServers: [{ ...RELAY, username: REFUSED }] });
    const setting = { attempt: 1500, hello: 200 };
    await bothOpen(therapist, client, { ice: relayOnly, setting, ofTherapist: { ice: refused } });
    await until("reason", () => therapist.states.includes("TURN_UNAUTHORIZED"));
    holds(!client.states.includes("TURN_UNAUTHORIZED"), "who was not refused does not say so");
  });
}

export async function aRefusalIsSaidBeforeTheAttemptIsOver() {
  await withTwo(async (therapist, client) => {
    const ice = async () => ({ ...(await relayOnly()), iceServers: [{ ...RELAY, username: REFUSED }] });
    await bothOpen(therapist, client, { ice, setting: { attempt: 60_000, refusal: 300 } });
    await until("reasons", () => [therapist, client].every(({ states }) => states.includes("TURN_UNAUTHORIZED")));
    same([therapist.states, client.states], [therapist, client].map(() => ["CONNECTING", "TURN_UNAUTHORIZED"]));
  });
}

/** The other peer restarts again and again, just before one's own attempt times out. */
export async function aRefusalIsSaidAlsoByTheOneWhoseAttemptsAreCutShort() {
  await withTwo(async (therapist, client) => {
    let refusing = false;
    const ice = async () => ({
      ...(await relayOnly()),
      iceServers: [refusing ? { ...RELAY, username: REFUSED } : RELAY],
    });
    await bothOpen(therapist, client, {
      ice,
      ofTherapist: { setting: { attempt: 1000, hello: 200, refusal: 200 } },
      ofClient: { setting: { attempt: 1300, hello: 200, refusal: 200 } },
    });
    await until("failure", () => client.states.includes("NO_PATH"));
    refusing = true;
    await until("reason", () => client.states.at(-1) === "TURN_UNAUTHORIZED");
    same(client.states.filter((state) => state === "TURN_UNAUTHORIZED").length, 1);
  });
}

export async function withoutTheServersNoAttemptIsMade() {
  await withTwo(async (therapist, client) => {
    let known = false;
    const ice = async () => {
      if (!known) throw new Error("not now");
      return { iceServers: [], relayOnly: false, expiresAt: null };
    };
    await bothOpen(therapist, client, { ofClient: { ice, setting: { interruption: 100 } } });
    await until("failure", () => client.states.includes("NO_PATH"));
    holds(!client.sent.some(({ type }) => type === "signal"), "nothing was said");
    known = true;
    await bothConnected(therapist, client);
    await seesAndHears(client);
  });
}
