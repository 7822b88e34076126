import { Adaptation, forServer, levelOf, readSample, SteadyLevel } from "/resources/js/call/quality.js";
import { same } from "../assert.js";

const report = (...entries) => new Map(entries.map((entry) => [entry.id, entry]));

/** The statistics of a connection that has been good for `seconds`. */
function reading(seconds, more = {}) {
  const timestamp = 1000 * seconds;
  const { lost = 0, frames = 30 * seconds, freezes = 0, localType = "host", fractionLost = 0, audio = {}, video = {} } = more;
  return report(
    { id: "T", type: "transport", timestamp, selectedCandidatePairId: "P" },
    {
      id: "P",
      type: "candidate-pair",
      currentRoundTripTime: 0.042,
      availableOutgoingBitrate: 900_000,
      localCandidateId: "L",
      remoteCandidateId: "R",
    },
    { id: "L", type: "local-candidate", candidateType: localType },
    { id: "R", type: "remote-candidate", candidateType: "host" },
    {
      id: "IA",
      type: "inbound-rtp",
      kind: "audio",
      packetsReceived: 50 * seconds,
      packetsLost: lost,
      bytesReceived: 4000 * seconds,
      jitter: 0.012,
      ...audio,
    },
    {
      id: "IV",
      type: "inbound-rtp",
      kind: "video",
      packetsReceived: 100 * seconds,
      packetsLost: 0,
      bytesReceived: 121_000 * seconds,
      jitter: 0.02,
      framesDecoded: frames,
      freezeCount: freezes,
      ...video,
    },
    {
      id: "OV",
      type: "outbound-rtp",
      kind: "video",
      packetsSent: 100 * seconds,
      bytesSent: 100_000 * seconds,
      remoteId: "RV",
    },
    { id: "RV", type: "remote-inbound-rtp", kind: "video", fractionLost },
  );
}

/** A still page that is shared has one frame a second, and its pauses count as freezes. */
export function aSharedScreenSaysNothingAboutTheLine() {
  const withScreen = (seconds) => {
    const stats = reading(seconds, { video: { trackIdentifier: "camera" } });
    return stats.set("IS", { ...stats.get("IV"), id: "IS", trackIdentifier: "screen", framesDecoded: seconds, freezeCount: seconds });
  };
  const { frames, freezes } = readSample(withScreen(10), withScreen(12), { screen: "screen" });
  same([frames, freezes], [30, 0]);
}

export function aSampleTellsWhatHappenedBetweenTwoReadings() {
  same(readSample(reading(10), reading(12)), {
    roundTrip: 42,
    loss: 0,
    jitter: 20,
    received: 1000,
    sent: 800,
    frames: 30,
    freezes: 0,
    relay: false,
    outgoing: { loss: 0, available: 900 },
  });
}

export function aPictureThatNobodySendsHasNoRate() {
  const { frames, freezes, received } = readSample(reading(10), reading(12, { frames: 300 }), { picture: false });
  same([frames, freezes, received], [null, null, 1000]);
}

export function lossIsTheShareOfThisIntervalAlone() {
  const sample = readSample(reading(10, { lost: 500 }), reading(12, { lost: 600 }));
  same(sample.loss, 100 / 400);
  same(readSample(reading(10, { lost: 500 }), reading(12, { lost: 500 })).loss, 0);
}

export function aRelayOnOneSideIsARelay() {
  same(readSample(reading(10), reading(12, { localType: "relay" })).relay, true);
}

export function whatTheOtherMissesOfOursIsOutgoingLoss() {
  same(readSample(reading(10), reading(12, { fractionLost: 0.25 })).outgoing.loss, 0.25);
}

export function countersThatBeginAnewNeverMakeNegativeFigures() {
  const sample = readSample(
    reading(1000),
    reading(1002, { audio: { packetsReceived: 3, bytesReceived: 90 }, frames: 2 }),
  );
  same([sample.loss, sample.frames, sample.received >= 0], [0, 0, true]);
}

export function oneReadingIsNoSample() {
  same(readSample(null, reading(2)), null);
  same(readSample(reading(2), reading(2)), null);
  same(readSample(reading(2), report({ id: "T", type: "transport", timestamp: 4000 })), null);
}

export function aPageThatSleptGivesNoSampleOfTheTimeItSlept() {
  same(readSample(reading(10), reading(70)), null);
}

export function withoutATransportThePairInUseIsRead() {
  const older = (seconds) => {
    const stats = reading(seconds);
    stats.delete("T");
    Object.assign(stats.get("P"), { timestamp: 1000 * seconds, nominated: true, state: "succeeded" });
    stats.set("Q", { id: "Q", type: "candidate-pair", timestamp: 1000 * seconds, nominated: false, state: "failed" });
    return stats;
  };
  same(readSample(older(10), older(12)), readSample(reading(10), reading(12)));
}

export function whatNobodyMeasuredIsNoZero() {
  const silent = (seconds) => {
    const stats = reading(seconds);
    delete stats.get("P").currentRoundTripTime;
    stats.delete("IA");
    stats.delete("IV");
    return stats;
  };
  const { roundTrip, loss, jitter, frames, freezes } = readSample(silent(10), silent(12));
  same([roundTrip, loss, jitter, frames, freezes], [null, null, null, null, null]);
}

export function theServerGetsFiguresAndNothingElse() {
  const names = ["roundTrip", "loss", "jitter", "received", "sent", "frames", "freezes", "relay"];
  same(Object.keys(forServer(readSample(reading(10), reading(12)))), names);
}

const good = { roundTrip: 40, loss: 0, jitter: 10, received: 1000, frames: 30, freezes: 0 };

export function aLineIsAsGoodAsItsWorstFigure() {
  same(levelOf(good), "GOOD");
  for (const fair of [{ roundTrip: 301 }, { loss: 0.031 }, { jitter: 41 }, { freezes: 1 }, { frames: 11 }]) {
    same(levelOf({ ...good, ...fair }), "FAIR", JSON.stringify(fair));
  }
  for (const poor of [
    { roundTrip: 801 },
    { loss: 0.11 },
    { jitter: 101 },
    { freezes: 2 },
    { frames: 4 },
    { received: 0 },
  ]) {
    same(levelOf({ ...good, ...poor }), "POOR", JSON.stringify(poor));
  }
}

export function whoSendsNothingIsNotABadLine() {
  const silent = { ...good, received: 0, frames: 0 };
  same(levelOf(silent, { sound: false, picture: false }), "GOOD");
  same(levelOf({ ...good, frames: 0 }, { sound: true, picture: false }), "GOOD");
  same(levelOf(silent, { sound: true, picture: false }), "POOR");
  const unknown = { ...silent, loss: null, jitter: null };
  same(levelOf(unknown, { sound: false, picture: false }), "NONE", "a line on which nothing came");
  const steady = new SteadyLevel();
  same(steady.next("NONE"), "NONE");
  same(steady.next("FAIR"), "FAIR");
  same(steady.next("NONE"), "FAIR");
}

export function theWordDoesNotFlicker() {
  const steady = new SteadyLevel();
  const shown = (...levels) => levels.map((level) => steady.next(level)).join(" ");
  same(shown("GOOD", "POOR", "GOOD", "POOR", "GOOD"), "GOOD GOOD GOOD GOOD GOOD");
  same(shown("POOR", "FAIR"), "GOOD FAIR", "worse after two");
  same(shown("GOOD", "GOOD", "GOOD"), "FAIR FAIR GOOD", "better after three");
}

const CALM = { loss: 0, available: 900 };
const LOSSY = { loss: 0.2, available: 900 };

function modes(adaptation, times, outgoing, other = "GOOD") {
  return Array.from({ length: times }, () => adaptation.next(outgoing, other)).at(-1);
}

export function aBadLineCostsTheSizeAndThenThePicture() {
  const adaptation = new Adaptation();
  same(modes(adaptation, 1, LOSSY), "FULL", "one bad moment");
  same(modes(adaptation, 1, LOSSY), "REDUCED");
  same(modes(adaptation, 5, LOSSY), "REDUCED", "time to see whether it helps");
  same(modes(adaptation, 1, LOSSY), "AUDIO_ONLY");
  same(modes(adaptation, 500, LOSSY), "AUDIO_ONLY");
}

export function theOthersPoorReceptionOrANarrowLineCostsTheSame() {
  same(modes(new Adaptation(), 2, CALM, "POOR"), "REDUCED");
  same(modes(new Adaptation(), 2, { loss: 0, available: 100 }), "REDUCED");
  same(modes(new Adaptation(), 100, { loss: 0, available: null }, "NONE"), "FULL", "nothing known");
}

export function itComesBackByItself() {
  const adaptation = new Adaptation();
  modes(adaptation, 8, LOSSY);
  same(modes(adaptation, 5, CALM), "AUDIO_ONLY");
  same(modes(adaptation, 1, CALM), "REDUCED");
  same(modes(adaptation, 5, CALM), "REDUCED");
  same(modes(adaptation, 1, CALM), "FULL");
}

export function aStepUpThatDoesNotHoldMakesTheNextOneWaitTwiceAsLong() {
  const adaptation = new Adaptation();
  modes(adaptation, 2, LOSSY);
  modes(adaptation, 6, CALM);
  same(adaptation.mode, "FULL");
  modes(adaptation, 2, LOSSY);
  same(modes(adaptation, 11, CALM), "REDUCED");
  same(modes(adaptation, 1, CALM), "FULL");
  modes(adaptation, 30, CALM);
  modes(adaptation, 2, LOSSY);
  same(modes(adaptation, 6, CALM), "FULL", "after a step that held, the wait is short again");
}
