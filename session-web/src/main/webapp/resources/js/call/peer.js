/**
 * One RTCPeerConnection with perfect negotiation (W3C WebRTC, section 10.7): either side may offer at any time; when both
 * do, the polite one gives way.
 *
 * Sound, camera and screen have their places from the first offer on, in this order, so that muting, switching a device
 * and sharing a screen only replace a track and never negotiate. The impolite side makes that first offer.
 *
 * Events: `state` {state: NEW|CONNECTED|DISCONNECTED|FAILED}, `tracks` {tracks: [audio, camera, screen]} the other's,
 * `refused` when a TURN server does not accept the credentials, of which the state tells nothing (RFC 8656, 9.2).
 */
import { shape } from "./sending.js";

const PLACES = ["audio", "video", "video"];
/** Whatever is neither connected nor lost is still on its way. */
const STATES = { connected: "CONNECTED", disconnected: "DISCONNECTED", failed: "FAILED" };
const UNAUTHORIZED = 401;

export class Peer extends EventTarget {
  /** This attempt's name on the wire. */
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
  /** Names sound and camera as one stream: lips are kept with words only within a stream. */
  #together = new MediaStream();

  /**
   * @param {{polite: boolean, configuration: RTCConfiguration, signal: (kind: object) => void}} peer `signal` hands
   *   {description} or {candidate} to the other
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

  /** The id of the other's peer, once known. */
  get other() {
    return this.#other;
  }

  /** Whether the other's peer has ever described itself: before that, nothing ties this one to it. */
  get heard() {
    return this.#heard;
  }

  /** Whether an offer waits for its answer. */
  get offering() {
    return this.#connection.signalingState === "have-local-offer";
  }

  /** Names the other's peer and begins, or begins again with what has been offered so far. */
  pair(other) {
    this.#other = other;
    if (this.offering) this.repeat();
    else if (!this.#polite && this.#connection.getTransceivers().length === 0) this.#takePlaces();
  }

  /** Sends an unanswered offer again: it, or its answer, may have been lost with a cut line. */
  repeat() {
    if (!this.offering) return;
    this.#signal({ description: this.#connection.localDescription.toJSON() });
  }

  /** @param {{description?: object, candidate?: object}} signal of the other's peer */
  receive({ description, candidate }) {
    const take = description ? () => this.#describe(description) : () => this.#addCandidate(candidate);
    // What cannot be applied is left to the attempt's own timeout: the next one starts afresh.
    this.#inbox = this.#inbox.then(take).catch(() => {});
  }

  /** @param {(MediaStreamTrack|null)[]} tracks sound, camera, screen; null carries nothing */
  carry(tracks) {
    this.#tracks = tracks;
    this.#arrange();
  }

  /** @param {string} mode FULL, REDUCED or AUDIO_ONLY: how much the pictures may take */
  spend(mode) {
    this.#mode = mode;
    this.#arrange();
  }

  /** Looks for a path again, with these servers. The old path carries on until there is a better one. */
  restart(configuration) {
    if (this.#connection.signalingState === "closed") return;
    this.#connection.setConfiguration(configuration);
    this.#connection.restartIce();
  }

  /** Takes renewed servers for the next time a path is looked for. */
  configure(configuration) {
    if (this.#connection.signalingState !== "closed") this.#connection.setConfiguration(configuration);
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
      // Closed, or the other's offer came first; anything else is left to the attempt's own timeout.
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

  /** The answering side sends, too; without this it would only receive. */
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

  /** One after the other: `sender.track` tells the truth only when the last replacement is done. */
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
