import { holds, same } from "../assert.js";
import {
  bothConnected,
  bothOpen,
  connections,
  grows,
  meeting,
  seesAndHears,
  until,
  withTwo,
} from "./two-calls.js";
import { Devices } from "/resources/js/call/devices.js";
import { Peer } from "/resources/js/call/peer.js";

const isHello = ({ hello }) => Boolean(hello);
const STRAIGHT = ["CONNECTING", "CONNECTED"];
const isOffer = ({ description }) => description?.type === "offer";

export async function theFirstHelloMayBeLost() {
  await withTwo(async (therapist, client) => {
    let lost = 0;
    const loseThree = (frame) => (isHello(frame) && lost++ < 3 ? null : frame);
    therapist.arriving = client.arriving = loseThree;
    await bothOpen(therapist, client, { setting: { hello: 200 } });
    await bothConnected(therapist, client);
    holds(lost >= 3, "hellos were lost");
    await seesAndHears(therapist);
  });
}

/** Glare at the start: both pages send hello before either has received the other's. */
export async function twoPagesThatGreetEachOtherAtOnceMakeOneOffer() {
  await withTwo(async (therapist, client) => {
    const held = [];
    for (const person of [therapist, client]) {
      person.arriving = (frame) => {
        held.push([person, frame]);
        return null;
      };
    }
    await bothOpen(therapist, client, { setting: { hello: 60_000 } });
    await until("hello of both", () => [therapist, client].every((one) => held.some(([to, f]) => to === one && isHello(f))));
    therapist.arriving = client.arriving = (frame) => frame;
    for (const [person, frame] of held) person.call.receive(frame);
    await bothConnected(therapist, client);
    await seesAndHears(therapist);
    await seesAndHears(client);
    same([therapist, client].map(({ sent }) => sent.filter(isOffer).length), [1, 0], "offers");
    same([therapist.states, client.states], [STRAIGHT, STRAIGHT]);
  });
}

export async function anOfferOrItsAnswerMayBeLost() {
  for (const type of ["offer", "answer"]) {
    await withTwo(async (therapist, client) => {
      let lost = 0;
      const lose = (frame) => (frame.description?.type === type && lost++ < 1 ? null : frame);
      therapist.arriving = client.arriving = lose;
      await bothOpen(therapist, client, { setting: { hello: 200 } });
      await bothConnected(therapist, client);
      holds(lost > 0, `an ${type} was lost`);
      await seesAndHears(client);
    });
  }
}

export async function candidatesThatOvertakeTheDescriptionWait() {
  await withTwo(async (therapist, client) => {
    let candidates = 0;
    const held = [];
    client.arriving = (frame) => {
      if (frame.candidate && held.length) candidates++;
      if (!isOffer(frame) || held.length) return frame;
      // The offer is delivered without candidates, after the candidates.
      held.push({ ...frame, description: { ...frame.description, sdp: withoutCandidates(frame.description.sdp) } });
      return null;
    };
    // The therapist receives no candidate, so that there is a path only if the client has kept the early ones.
    therapist.arriving = ({ candidate, description, ...frame }) => {
      if (candidate) return null;
      return description ? { ...frame, description: { ...description, sdp: withoutCandidates(description.sdp) } } : frame;
    };
    await bothOpen(therapist, client, { setting: { hello: 60_000 } });
    await until("candidate that was early", () => candidates > 0);
    holds(
      connections().every(({ remoteDescription }) => !remoteDescription),
      "nothing was described yet",
    );
    client.call.receive(held[0]);
    await bothConnected(therapist, client);
    await seesAndHears(client);
    await seesAndHears(therapist);
    same(client.states, STRAIGHT);
  });
}

const withoutCandidates = (sdp) => sdp.replace(/a=candidate:.*\r\n/g, "");

export async function signalsOfAnotherAttemptAreIgnored() {
  await meeting(async (therapist, client) => {
    await seesAndHears(client);
    const offer = therapist.sent.find(isOffer);
    const stale = { ...offer, by: "therapist", from: crypto.randomUUID() };
    client.call.receive(stale);
    client.call.receive({ ...stale, from: offer.from, to: crypto.randomUUID() });
    client.call.receive({ type: "signal", by: "therapist", from: crypto.randomUUID(), to: offer.to, bye: true });
    client.call.receive({ type: "signal", by: "therapist", from: stale.from, to: offer.to, candidate: null });
    await seesAndHears(client);
    await seesAndHears(therapist);
    same(client.states, STRAIGHT);
    same(client.sent.filter(isOffer).length, 0, "answers to nobody");
  });
}

export async function aHelloFromAPageThatIsGoneChangesNothing() {
  await meeting(async (therapist, client) => {
    const old = client.sent.find(isHello);
    await client.reload();
    await bothConnected(therapist, client);
    await seesAndHears(therapist);
    therapist.states.length = 0;
    therapist.call.receive({ ...old, by: "client" });
    await seesAndHears(therapist);
    same(therapist.states, []);
  });
}

export async function bothLookForANewPathAtOnce() {
  await meeting(
    async (therapist, client) => {
      for (let round = 0; round < 3; round++) {
        const before = await therapist.pathName();
        dispatchEvent(new Event("online"));
        await until("another path", async () => ![before, undefined].includes(await therapist.pathName()));
        await seesAndHears(therapist);
        await seesAndHears(client);
        same([therapist.states, client.states], [STRAIGHT, STRAIGHT]);
      }
    },
    { setting: { networkChange: 20 } },
  );
}

export async function eitherAloneFindsANewPath() {
  for (const name of ["therapist", "client"]) {
    await withTwo(async (therapist, client) => {
      const slow = { setting: { networkChange: 60_000 } };
      const quick = { setting: { networkChange: 20 } };
      const options = { ofTherapist: slow, ofClient: slow };
      options[name === "client" ? "ofClient" : "ofTherapist"] = quick;
      await bothOpen(therapist, client, options);
      await bothConnected(therapist, client);
      await seesAndHears(client);
      const before = await therapist.pathName();
      dispatchEvent(new Event("online"));
      await until("another path", async () => (await therapist.pathName()) !== before);
      await seesAndHears(therapist);
      await seesAndHears(client);
    });
  }
}

export async function bothLookForANewPathBeforeTheFirstIsThere() {
  await withTwo(async (therapist, client) => {
    let restarted = false;
    therapist.arriving = (frame) => {
      if (frame.description?.type === "answer" && !restarted) {
        restarted = true;
        dispatchEvent(new Event("online"));
      }
      return frame;
    };
    await bothOpen(therapist, client, { setting: { networkChange: 0 } });
    await bothConnected(therapist, client);
    same(restarted, true);
    await seesAndHears(therapist);
    await seesAndHears(client);
  });
}

/** Glare at the level of WebRTC, which the call itself avoids: the polite peer rolls its offer back, and both connect. */
export async function bothPeersOfferAtOnce() {
  const [impolite, polite] = [false, true].map((manners) => {
    const peer = new Peer({ polite: manners, configuration: {}, signal: (kind) => setTimeout(() => peer.to(kind), 1) });
    return peer;
  });
  const sent = [];
  impolite.to = (kind) => sent.push(kind) && polite.receive(kind);
  polite.to = (kind) => sent.push(kind) && impolite.receive(kind);
  const devices = new Devices();
  try {
    await devices.open();
    for (const peer of [impolite, polite]) peer.carry([devices.track("microphone"), devices.track("camera"), null]);
    polite.pair(impolite.id);
    impolite.pair(polite.id);
    await until("connection", () => impolite.state === "CONNECTED" && polite.state === "CONNECTED");
    const path = await pathOf(impolite);
    sent.length = 0;
    impolite.restart({});
    polite.restart({});
    await until("offers of both", () => sent.filter(isOffer).length >= 2);
    await until("another path", async () => (await pathOf(impolite)) !== path);
    await until("rest", () => !impolite.offering && !polite.offering);
    for (const peer of [impolite, polite]) {
      await grows("pictures", async () => count(await peer.stats(), "framesDecoded"));
      await grows("sound", async () => count(await peer.stats(), "packetsReceived", "audio"));
    }
  } finally {
    for (const one of [impolite, polite, devices]) one.close();
  }
}

const pathOf = async (peer) =>
  [...(await peer.stats()).values()].find(({ type }) => type === "transport")?.iceLocalUsernameFragment;
const count = (stats, field, kind = "video") =>
  [...stats.values()]
    .filter((entry) => entry.type === "inbound-rtp" && entry.kind === kind)
    .reduce((sum, entry) => sum + (entry[field] ?? 0), 0);

export async function aReloadOfEitherPageIsConnectedWithinThreeSeconds() {
  await meeting(async (therapist, client) => {
    await seesAndHears(therapist);
    for (const [one, other] of [
      [client, therapist],
      [therapist, client],
    ]) {
      const start = performance.now();
      await one.reload();
      await bothConnected(therapist, client);
      await until("picture", async () => (await one.frames()) > 0 && (await other.frames()) > 0);
      const took = performance.now() - start;
      holds(took < 3000, `${Math.round(took)} ms are within three seconds`);
      await seesAndHears(one);
      await seesAndHears(other);
    }
    holds(therapist.states.includes("RECONNECTING"), "who stayed saw that it was reconnecting");
  });
}

/** The page was killed: it sent no goodbye, and the room's connection notices only later. */
export async function aPageThatVanishesWithoutAGoodbyeIsFoundAgain() {
  await meeting(async (therapist, client) => {
    await client.reload({ withGoodbye: false });
    await bothConnected(therapist, client);
    await seesAndHears(therapist);
    await seesAndHears(client);
  });
}

export async function aSeatTakenOverByASecondTabGoesOnThere() {
  await meeting(async (therapist, client) => {
    const first = client.call;
    await client.open();
    client.follow();
    first.close();
    therapist.follow();
    await bothConnected(therapist, client);
    await seesAndHears(therapist);
    await seesAndHears(client);
  });
}

export async function theOneWhoLeavesIsNotWaitedFor() {
  await meeting(async (therapist, client) => {
    client.call.close();
    client.connected = false;
    therapist.follow();
    await until("rest", () => therapist.call.state.state === "IDLE");
    client.connected = true;
    await client.open();
    therapist.follow();
    client.follow();
    await bothConnected(therapist, client);
    await seesAndHears(therapist);
  });
}
