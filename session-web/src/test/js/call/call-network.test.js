import { testNetwork, verdict } from "/resources/js/call/network-test.js";
import { holds, same } from "../assert.js";

const fine = { socket: { ok: true, roundTrip: 40 }, stun: true, turn: true, bitrate: 4000 };
const judge = (more, relayOnly = false) => verdict({ ...fine, ...more }, relayOnly);
const slow = (roundTrip) => ({ socket: { ok: true, roundTrip } });

export function theVerdictIsTheWorstOfWhatWasFound() {
  same(judge({}), "GOOD");
  same([judge(slow(301)), judge({ bitrate: 1000 }), judge({ turn: false })], ["FAIR", "FAIR", "FAIR"]);
  same([judge(slow(801)), judge({ bitrate: 399 }), judge({ turn: false, stun: false })], ["POOR", "POOR", "POOR"]);
  same(judge({ socket: { ok: false, roundTrip: null } }), "FAILED");
}

export function whatIsNotConfiguredDoesNotCount() {
  same(judge({ stun: null, turn: null }), "GOOD");
}

export function aRelayThatIsNeededMustAnswer() {
  same(
    [judge({ turn: false }, true), judge({ turn: "UNAUTHORIZED" }, true), judge({}, true)],
    ["FAILED", "FAILED", "GOOD"],
  );
}

export async function theRoomsServerIsMeasuredByItsEcho() {
  const ice = { iceServers: [], relayOnly: false };
  const result = await testNetwork({ ice, ticket: "t", socketUrl: "/socket/check" });
  same([result.socket.ok, result.stun, result.turn], [true, null, null]);
  holds(result.socket.roundTrip >= 0 && result.bitrate > 0, "round trip and bitrate were measured");
  holds(["GOOD", "FAIR", "POOR"].includes(result.check), "there is a verdict");
}

export async function aServerThatCannotBeReachedFails() {
  const ice = { iceServers: [], relayOnly: false };
  const result = await testNetwork({ ice, ticket: "t", socketUrl: "http://localhost:65535/socket/check" });
  same([result.check, result.socket.ok, result.bitrate], ["FAILED", false, null]);
}

export async function serversThatDoNotAnswerAreFoundOutInTime() {
  const silent = [
    { urls: "stun:127.0.0.1:9" },
    { urls: ["turn:127.0.0.1:9?transport=udp"], username: "1:nobody", credential: "wrong" },
  ];
  const result = await testNetwork({
    ice: { iceServers: silent, relayOnly: true },
    ticket: "t",
    socketUrl: "/socket/check",
  });
  same([result.stun, result.turn, result.check], [false, false, "FAILED"]);
}
