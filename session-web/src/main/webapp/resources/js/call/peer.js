/**
 * One RTCPeerConnection with perfect negotiation (W3C WebRTC, section 10.7): either side may offer at any time; when both
 * do, the polite one yields.
 *
 * Sound, camera and screen have fixed transceivers from the first offer on, in this order, so that muting, switching a device
 * and sharing a screen only replace a track and need no negotiation. The impolite side makes that first offer.
 *
 * Events: `state` {state: NEW|CONNECTED|DISCONNECTED|FAILED}, `tracks` {tracks: [audio, camera, screen]} of the other peer,
 * `refused` when a TURN server does not accept the credentials, which the state does not show (RFC 8656, 9.2).
 */
import { shape } from "./sending.js";

const PLACES = ["audio", "video", "video"];
const SCREEN = 2;
/** All other states count as NEW. */
const STATES = { connected: "CONNECTED", disconnected: "DISCONNECTED", failed: "FAILED" };
const UNAUTHORIZED = 401;

export class Peer extends EventTarget {
  /** The id of this attempt in signals. */
  id = crypto.randomUUID();
  #connection;
  #polite;
  #signal;
  #other = null;
  #heard = false;
  #makingOffer = false;
  #ignoringOffer = false;
  #settingAnswer = false;
  #early = [];
  #inbox = Promise.resolve();
  #tracks = [null, null, null];
  #mode = "FULL";
  #sending = Promise.resolve();
  /** Groups sound and camera in one stream: browsers synchronise lips only within a stream. */
  #together = new MediaStream();

  /**
   * @param {{polite: boolean, configuration: RTCConfiguration, signal: (kind: object) => void}} peer `signal` sends
   *   {description} or {candidate} to the other peer
   */
  constructor({ polite, configuration, signal }) {
    super();
    this.#polite = polite;
    this.#signal = signal;
    const connection = new RTCPeerConnection(configuration);
    this.#connection = connection;
    connection.onnegotiationneeded = () => this.#offer();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate && this.#other) this.#signal({ candidate: candidate.toJSON() });
    };
    connection.onicecandidateerror = ({ errorCode }) => {
      if (errorCode === UNAUTHORIZED) this.#emit("refused");
    };
    connection.onsignalingstatechange = () => {
      if (connection.signalingState === "stable") this.#arrange();
    };
    connection.onconnectionstatechange = () => this.#emit("state", { state: this.state });
  }

  get state() {
    return STATES[this.#connection.connectionState] ?? "NEW";
  }

  /** The id of the other peer, once known. */
  get other() {
    return this.#other;
  }

  /** Whether the other peer has ever sent a description: before that, this one is not tied to it. */
  get heard() {
    return this.#heard;
  }

  /** Whether an offer is unanswered. */
  get offering() {
    return this.#connection.signalingState === "have-local-offer";
  }

  /** Sets the other peer's id and begins, or repeats an unanswered offer. */
  pair(other) {
    this.#other = other;
    if (this.offering) this.repeat();
    else if (!this.#polite && this.#connection.getTransceivers().length === 0) this.#takePlaces();
  }

  /** Sends an unanswered offer again: it, or its answer, may have been lost while signalling was interrupted. */
  repeat() {
    if (!this.offering) return;
    this.#signal({ description: this.#connection.localDescription.toJSON() });
  }

  /** @param {{description?: object, candidate?: object}} signal of the other peer */
  receive({ description, candidate }) {
    const take = description ? () => this.#describe(description) : () => this.#addCandidate(candidate);
    // A signal that cannot be applied is ignored: the attempt then times out, and the next one starts again.
    this.#inbox = this.#inbox.then(take).catch(() => {});
  }

  /** @param {(MediaStreamTrack|null)[]} tracks sound, camera, screen; null sends nothing */
  carry(tracks) {
    this.#tracks = tracks;
    this.#arrange();
  }

  /** @param {string} mode FULL, REDUCED or AUDIO_ONLY: limits the bit rate of the pictures */
  spend(mode) {
    this.#mode = mode;
    this.#arrange();
  }

  /** Restarts ICE with these servers. The old path stays in use until there is a better one. */
  restart(configuration) {
    if (this.#connection.signalingState === "closed") return;
    this.#connection.setConfiguration(configuration);
    this.#connection.restartIce();
  }

  /** Sets renewed servers for the next ICE restart. */
  configure(configuration) {
    if (this.#connection.signalingState !== "closed") this.#connection.setConfiguration(configuration);
  }

  /** The id of the track on which the other peer's screen is received; undefined before the first offer. */
  get screen() {
    return this.#connection.getTransceivers()[SCREEN]?.receiver.track.id;
  }

  /** @returns {Promise<RTCStatsReport>} */
  stats() {
    return this.#connection.getStats();
  }

  close() {
    this.#connection.onconnectionstatechange = null;
    this.#connection.close();
  }

  #takePlaces() {
    for (const [place, kind] of PLACES.entries()) {
      this.#connection.addTransceiver(this.#tracks[place] ?? kind, {
        direction: "sendrecv",
        streams: this.#streams(place),
      });
    }
    this.#announceTracks();
  }

  #streams(place) {
    return place < 2 ? [this.#together] : [];
  }

  async #offer() {
    if (!this.#other) return;
    try {
      this.#makingOffer = true;
      await this.#connection.setLocalDescription();
      this.#signal({ description: this.#connection.localDescription.toJSON() });
    } catch {
      // Closed, or the other peer's offer came first; anything else ends with the attempt's timeout.
    } finally {
      this.#makingOffer = false;
    }
  }

  async #describe(description) {
    const connection = this.#connection;
    if (description.type === "answer" && !this.offering) return;
    const ready = !this.#makingOffer && (connection.signalingState === "stable" || this.#settingAnswer);
    this.#ignoringOffer = !this.#polite && description.type === "offer" && !ready;
    if (this.#ignoringOffer) return;
    this.#settingAnswer = description.type === "answer";
    try {
      await connection.setRemoteDescription(description);
    } finally {
      this.#settingAnswer = false;
    }
    this.#heard = true;
    for (const candidate of this.#early.splice(0)) await connection.addIceCandidate(candidate);
    if (description.type !== "offer") return;
    this.#acceptPlaces();
    await connection.setLocalDescription();
    this.#signal({ description: connection.localDescription.toJSON() });
  }

  /** Makes the answering side send, too; otherwise it would only receive. */
  #acceptPlaces() {
    const transceivers = this.#connection.getTransceivers();
    if (transceivers.every(({ direction }) => direction === "sendrecv")) return;
    for (const [place, transceiver] of transceivers.entries()) {
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams(...this.#streams(place));
    }
    this.#announceTracks();
  }

  async #addCandidate(candidate) {
    if (!candidate) return;
    if (!this.#connection.remoteDescription) {
      this.#early.push(candidate);
      return;
    }
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (error) {
      if (!this.#ignoringOffer) throw error;
    }
  }

  /** One after the other: `sender.track` is correct only when the last replacement has finished. */
  #arrange() {
    this.#sending = this.#sending.then(() => this.#arrangeSenders()).catch(() => {});
  }

  async #arrangeSenders() {
    const senders = this.#connection.getTransceivers().map(({ sender }) => sender);
    for (const [place, sender] of senders.entries()) {
      const track = this.#tracks[place] ?? null;
      if (sender.track !== track) await sender.replaceTrack(track);
    }
    const [, camera, screen] = senders;
    if (camera?.track) await shape(camera, this.#mode);
    if (screen?.track) await shape(screen, this.#mode === "FULL" ? "SCREEN" : "SCREEN_REDUCED");
  }

  #announceTracks() {
    this.#emit("tracks", { tracks: this.#connection.getTransceivers().map(({ receiver }) => receiver.track) });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
