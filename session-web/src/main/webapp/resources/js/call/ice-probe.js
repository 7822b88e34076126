/** Tests STUN and TURN servers without a call. */

const GATHERING = 5000;
const MEASURING = 1500;
const UNAUTHORIZED = 401;
const CHUNK = 16_384;
/** Enough to keep the connection busy, but so little that the counted bytes were really sent. */
const WAITING = 262_144;
const BITS_PER_MS = 8;

const addresses = ({ urls }) => [urls].flat();
const isStun = (url) => /^stuns?:/.test(url);
const isTurn = (url) => /^turns?:/.test(url);

/**
 * @param {RTCIceServer[]} iceServers
 * @returns {Promise<{stun: boolean|null, turn: boolean|"UNAUTHORIZED"|null}>} null: none configured. If a STUN server
 *   sees our local address, there is no separate candidate (RFC 8445, 5.1.3): then it suffices that no server failed.
 */
export async function gather(iceServers) {
  const urls = iceServers.flatMap(addresses);
  const result = { stun: urls.some(isStun) ? false : null, turn: urls.some(isTurn) ? false : null };
  if (urls.length === 0) return result;
  const connection = new RTCPeerConnection({ iceServers });
  const failed = [];
  const ended = new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), GATHERING);
    const finish = (complete) => {
      clearTimeout(timer);
      resolve(complete);
    };
    const enough = () => result.turn !== false && result.stun !== false && finish(true);
    connection.onicecandidateerror = ({ errorCode, url }) => {
      failed.push(url);
      if (errorCode === UNAUTHORIZED && result.turn === false) result.turn = "UNAUTHORIZED";
    };
    connection.onicecandidate = ({ candidate }) => {
      if (!candidate) finish(true);
      if (candidate?.type === "srflx" && result.stun !== null) result.stun = true;
      if (candidate?.type === "relay") result.turn = true;
      enough();
    };
  });
  try {
    connection.createDataChannel("probe");
    await connection.setLocalDescription();
    const complete = await ended;
    if (result.stun === false && complete) result.stun = !failed.some(isStun);
    return result;
  } finally {
    connection.close();
  }
}

/**
 * Sends data to this page itself through the relay for a second and a half.
 * @returns {Promise<number|null>} kbit/s; null if the relay did not connect
 */
export async function bitrateThroughRelay(iceServers) {
  const ends = [0, 1].map(() => new RTCPeerConnection({ iceServers, iceTransportPolicy: "relay" }));
  const [from, to] = ends;
  const channel = from.createDataChannel("measure", { ordered: false, maxRetransmits: 0 });
  try {
    join(from, to);
    join(to, from);
    await from.setLocalDescription();
    await to.setRemoteDescription(from.localDescription);
    await to.setLocalDescription();
    await from.setRemoteDescription(to.localDescription);
    return await measure(channel, to);
  } finally {
    for (const end of ends) end.close();
  }
}

function join(one, other) {
  const early = [];
  const add = (candidate) => other.addIceCandidate(candidate).catch(() => {});
  one.onicecandidate = ({ candidate }) => {
    if (!candidate) return;
    if (other.remoteDescription) add(candidate);
    else early.push(candidate);
  };
  other.addEventListener("signalingstatechange", () => {
    if (other.remoteDescription) early.splice(0).forEach(add);
  });
}

function measure(channel, to) {
  const chunk = new Uint8Array(CHUNK);
  let received = 0;
  let start = null;
  to.ondatachannel = ({ channel: arriving }) => {
    arriving.onmessage = ({ data }) => {
      start ??= performance.now();
      received += data.byteLength ?? data.size;
    };
  };
  const fill = () => {
    while (channel.readyState === "open" && channel.bufferedAmount < WAITING) channel.send(chunk);
  };
  channel.bufferedAmountLowThreshold = WAITING / 2;
  channel.onbufferedamountlow = fill;
  channel.onopen = fill;
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), GATHERING);
    channel.addEventListener("open", () => {
      setTimeout(() => {
        const elapsed = performance.now() - start;
        resolve(start ? Math.round((received * BITS_PER_MS) / elapsed) : null);
      }, MEASURING);
    });
  });
}
