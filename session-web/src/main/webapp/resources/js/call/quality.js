/**
 * Call quality as numbers and as three levels. Pure functions of statistics.
 *
 * Thresholds after ITU-T G.114 (one way: 150 ms unnoticed by most, 400 ms the limit; a round trip is twice that) and
 * ITU-T G.1010, table I.1 (conversation: below 3 % of loss).
 */

const SECOND = 1000;
const BITS = 8;
/** A longer gap means that the page slept: rates over it say nothing about the network. */
const SLEPT = 15 * SECOND;

const LIMITS = {
  GOOD: { roundTrip: 300, loss: 0.03, jitter: 40, freezes: 0, frames: 12 },
  FAIR: { roundTrip: 800, loss: 0.1, jitter: 100, freezes: 1, frames: 5 },
};

/** Samples (2 s) that must agree before the level changes: quickly to a worse one, slowly to a better one. */
const WORSE_AFTER = 2;
const BETTER_AFTER = 3;
const LEVELS = ["POOR", "FAIR", "GOOD"];

/**
 * @param {Map<string, object>} previous an earlier RTCStatsReport (W3C webrtc-stats) of the same connection, or null
 * @param {Map<string, object>} stats the current one
 * @param {{picture?: boolean, screen?: string}} expected whether a camera's picture is sent: without one its rate is not 0 but
 *   unknown; and the id of the track that a shared screen comes on. An unchanged screen has few frames, which says nothing about the line
 * @returns {{roundTrip, loss, jitter, received, sent, frames, freezes, relay, outgoing}|null} ms, 0..1, ms, kbit/s,
 *   kbit/s, frames/s, count, boolean; `outgoing` {loss: 0..1, available: kbit/s or null}: the loss of our packets
 *   and the available bandwidth. A member is null if nothing was measured; the whole result without two readings of a path.
 */
export function readSample(previous, stats, { picture = true, screen } = {}) {
  const { pair, clock } = pathOf(stats);
  const before = clock && previous?.get(clock.id);
  const seconds = before ? (clock.timestamp - before.timestamp) / SECOND : 0;
  if (!pair || seconds <= 0 || seconds * SECOND > SLEPT) return null;

  const grown = (entries, field) =>
    entries.reduce((sum, entry) => sum + Math.max(0, (entry[field] ?? 0) - (previous.get(entry.id)?.[field] ?? 0)), 0);
  const incoming = all(stats, "inbound-rtp");
  const outgoing = all(stats, "outbound-rtp");
  const ofCamera = ({ kind, trackIdentifier }) => kind === "video" && (!screen || trackIdentifier !== screen);
  const pictures = picture ? incoming.filter(ofCamera) : [];
  const lost = grown(incoming, "packetsLost");
  const arrived = grown(incoming, "packetsReceived");
  const rate = (entries, field) => Math.round((grown(entries, field) * BITS) / SECOND / seconds);
  const ends = [pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id)?.candidateType);
  return {
    roundTrip: milliseconds(pair.currentRoundTripTime),
    loss: share(lost, lost + arrived),
    jitter: milliseconds(largest(moving(incoming, grown).map(({ jitter }) => jitter))),
    received: rate(incoming, "bytesReceived"),
    sent: rate(outgoing, "bytesSent"),
    frames: rounded(largest(pictures.map((one) => grown([one], "framesDecoded") / seconds))),
    freezes: pictures.some(({ freezeCount }) => freezeCount !== undefined) ? grown(pictures, "freezeCount") : null,
    relay: ends.includes("relay"),
    outgoing: {
      loss: missed(stats, outgoing, grown),
      available: pair.availableOutgoingBitrate ? Math.round(pair.availableOutgoingBitrate / SECOND) : null,
    },
  };
}

/** @returns {object} only the members that the server stores */
export function forServer({ roundTrip, loss, jitter, received, sent, frames, freezes, relay }) {
  return { roundTrip, loss, jitter, received, sent, frames, freezes, relay };
}

/**
 * @param {object} sample a value that was not measured does not lower the level
 * @param {{sound: boolean, picture: boolean}} expected what the other person's page sends: silence is normal otherwise
 * @returns {"GOOD"|"FAIR"|"POOR"|"NONE"} NONE: nothing is expected, and nothing was measured
 */
export function levelOf(sample, { sound = true, picture = true } = {}) {
  if ((sound || picture) && sample.received === 0) return "POOR";
  const within = (limits) =>
    sample.roundTrip <= limits.roundTrip &&
    sample.loss <= limits.loss &&
    sample.jitter <= limits.jitter &&
    (!picture || (sample.freezes <= limits.freezes && sample.frames >= limits.frames));
  const nothingCame = sample.loss === null && sample.jitter === null;
  if (within(LIMITS.GOOD)) return nothingCame && !sound && !picture ? "NONE" : "GOOD";
  return within(LIMITS.FAIR) ? "FAIR" : "POOR";
}

/** The level that is shown, without flickering. */
export class SteadyLevel {
  #level = null;
  #toTheWorse = null;
  #count = 0;

  /** @returns {string} the steady level after this sample; NONE changes nothing */
  next(level) {
    if (level === "NONE") return this.#level ?? "NONE";
    if (!this.#level || level === this.#level) {
      this.#level = level;
      this.#count = 0;
      return level;
    }
    const worse = LEVELS.indexOf(level) < LEVELS.indexOf(this.#level);
    this.#count = worse === this.#toTheWorse ? this.#count + 1 : 1;
    this.#toTheWorse = worse;
    if (this.#count >= (worse ? WORSE_AFTER : BETTER_AFTER)) {
      this.#level = level;
      this.#count = 0;
    }
    return this.#level;
  }
}

const MODES = ["AUDIO_ONLY", "REDUCED", "FULL"];

/** For each mode the loss and the available kbit/s beyond which it is too much, and after how many samples it is left. */
const TOO_MUCH = { FULL: { after: 2, loss: 0.08, available: 150 }, REDUCED: { after: 6, loss: 0.15, available: 80 } };
const CALM_LOSS = 0.03;
const UP_AFTER = 6;
const UP_AFTER_MOST = 60;
/** A step up counts as successful after this many samples. */
const HELD = 30;

/**
 * Reduces what is sent when the call quality is bad: smaller pictures first, then only sound; restores it by itself.
 *
 * Each step down waits longer than the other's level needs to recover, so that one bad moment causes one step. A step up
 * that fails doubles the wait for the next, up to two minutes.
 */
export class Adaptation {
  #mode = "FULL";
  #strained = 0;
  #calm = 0;
  #wait = UP_AFTER;
  #sinceUp = Infinity;

  get mode() {
    return this.#mode;
  }

  /**
   * @param {{loss: number, available: number|null}} outgoing of a sample
   * @param {"GOOD"|"FAIR"|"POOR"|"NONE"} other the quality that the other person receives
   * @returns {"FULL"|"REDUCED"|"AUDIO_ONLY"}
   */
  next({ loss, available }, other) {
    const limit = TOO_MUCH[this.#mode];
    const narrow = limit && available !== null && available < limit.available;
    const strained = other === "POOR" || Boolean(limit && (loss > limit.loss || narrow));
    this.#strained = strained ? this.#strained + 1 : 0;
    this.#calm = !strained && loss <= CALM_LOSS ? this.#calm + 1 : 0;
    if (++this.#sinceUp === HELD) this.#wait = UP_AFTER;
    if (limit && this.#strained >= limit.after) this.#down();
    else if (this.#mode !== "FULL" && this.#calm >= this.#wait) this.#up();
    return this.#mode;
  }

  #down() {
    if (this.#sinceUp < HELD) this.#wait = Math.min(UP_AFTER_MOST, this.#wait * 2);
    this.#sinceUp = Infinity;
    this.#step(-1);
  }

  #up() {
    this.#sinceUp = 0;
    this.#step(1);
  }

  #step(by) {
    this.#mode = MODES[MODES.indexOf(this.#mode) + by];
    this.#strained = 0;
    this.#calm = 0;
  }
}

function all(stats, type) {
  return [...stats.values()].filter((entry) => entry.type === type);
}

/** The candidate pair in use, and the entry with the relevant timestamp. Firefox before 153 has pairs but no transport. */
function pathOf(stats) {
  const transport = all(stats, "transport")[0];
  const inUse = ({ selected, nominated, state }) => selected ?? (nominated && state === "succeeded");
  const pair = transport ? stats.get(transport.selectedCandidatePairId) : all(stats, "candidate-pair").find(inUse);
  return { pair, clock: transport ?? pair };
}

/** The entries that received packets: the others keep their last jitter for ever. */
function moving(entries, grown) {
  return entries.filter((entry) => grown([entry], "packetsReceived") > 0);
}

/** The worst loss that the other side has reported for our packets (RFC 3550, receiver reports). */
function missed(stats, outgoing, grown) {
  const sending = outgoing.filter((entry) => grown([entry], "packetsSent") > 0);
  return Math.max(0, ...sending.map(({ remoteId }) => stats.get(remoteId)?.fractionLost ?? 0));
}

function share(part, whole) {
  return whole > 0 ? Math.min(1, part / whole) : null;
}

/** The maximum of the measured values. */
function largest(values) {
  const measured = values.filter((value) => value !== undefined);
  return measured.length > 0 ? Math.max(...measured) : null;
}

const rounded = (value) => (value === null ? null : Math.round(value));

function milliseconds(seconds) {
  return rounded(seconds == null ? null : seconds * SECOND);
}
