/** Tests before entering whether this network is suitable for a call: tests the room's server, STUN and TURN, and gives one result. */
import { bitrateThroughRelay, gather } from "./ice-probe.js";

const PROTOCOL = "sessionroom.v1";
const OPEN_TIMEOUT = 8000;
const ECHOES = 8;
const ECHO_TIMEOUT = 3000;
/** The server echoes frames of up to 16 kB, at most 300: with 8 in flight, 2 s stay below that on a slow connection. */
const FRAME = 16_000;
const IN_FLIGHT = 8;
const FRAMES = 250;
const FLOOD = 2000;
const BITS_PER_MS = 8;

/** Round trip, ms. ITU-T G.114: up to 150 ms one way are not noticeable, beyond 400 ms a conversation suffers. */
const ROUND_TRIP = { GOOD: 300, FAIR: 800 };
/** kbit/s. The pictures at full (1200) and at reduced size (350), plus 50 for the voice; see sending.js. */
const BITRATE = { GOOD: 1250, FAIR: 400 };

/**
 * @param {{iceServers: object[], relayOnly: boolean}} ice the answer of /api/sessions/{id}/ice
 * @param {string} ticket of /pass, which is used up
 * @param {string} socketUrl of /socket/check
 * @returns {Promise<{check: "GOOD"|"FAIR"|"POOR"|"FAILED", socket: {ok: boolean, roundTrip: number|null},
 *   stun: boolean|null, turn: boolean|"UNAUTHORIZED"|null, bitrate: number|null}>} ms and kbit/s; null: not configured,
 *   or not measured. Never throws.
 */
export async function testNetwork({ ice, ticket, socketUrl }) {
  const [paths, socket] = await Promise.all([gather(ice.iceServers), testSocket(socketUrl, ticket)]);
  const relayed = paths.turn === true ? await bitrateThroughRelay(ice.iceServers) : null;
  const { bitrate: echoed, ...line } = socket;
  const result = { socket: line, ...paths, bitrate: relayed ?? echoed };
  return { check: verdict(result, ice.relayOnly), ...result };
}

/** Pure: rates the measurements. Wrong credentials can only be fixed by the hospital, and count as a missing relay. */
export function verdict({ socket, stun, turn, bitrate }, relayOnly) {
  if (!socket.ok || (relayOnly && turn !== true)) return "FAILED";
  const within = (name) => socket.roundTrip <= ROUND_TRIP[name] && (bitrate === null || bitrate >= BITRATE[name]);
  if (!within("FAIR")) return "POOR";
  const noRelay = turn !== null && turn !== true;
  // Neither STUN nor TURN answers: calls work only if the other person is in the same network.
  if (noRelay && stun !== true) return "POOR";
  return within("GOOD") && !noRelay && stun !== false ? "GOOD" : "FAIR";
}

async function testSocket(socketUrl, ticket) {
  const address = new URL(socketUrl, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address, [PROTOCOL, `ticket.${ticket}`]);
  try {
    await heard(socket, "open", OPEN_TIMEOUT);
    const trips = [];
    for (let i = 0; i < ECHOES; i++) {
      const start = performance.now();
      socket.send(`${i}`);
      await heard(socket, "message", ECHO_TIMEOUT);
      trips.push(performance.now() - start);
    }
    return { ok: true, roundTrip: Math.round(median(trips)), bitrate: await flood(socket) };
  } catch {
    return { ok: false, roundTrip: null, bitrate: null };
  } finally {
    socket.close(1000);
  }
}

/** Throughput of two seconds of echo, kbit/s: the lower of both directions. */
function flood(socket) {
  const frame = "0".repeat(FRAME);
  const start = performance.now();
  let sent = 0;
  let returned = 0;
  const more = () => {
    while (sent < FRAMES && sent - returned < IN_FLIGHT) {
      socket.send(frame);
      sent++;
    }
  };
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      resolve(returned ? Math.round((returned * FRAME * BITS_PER_MS) / (performance.now() - start)) : 0);
    };
    const timer = setTimeout(finish, FLOOD);
    socket.onclose = finish;
    socket.onmessage = () => {
      returned++;
      if (returned === FRAMES) finish();
      else more();
    };
    more();
  });
}

function heard(socket, event, timeout) {
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const end = (how) => () => {
      done.abort();
      clearTimeout(timer);
      how();
    };
    const timer = setTimeout(end(reject), timeout);
    socket.addEventListener(event, end(resolve), { signal: done.signal });
    socket.addEventListener("close", end(reject), { signal: done.signal });
  });
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle - 0.5)] + sorted[Math.ceil(middle - 0.5)]) / 2;
}
