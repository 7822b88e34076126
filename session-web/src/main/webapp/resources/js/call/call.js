/**
 * The state of the call in the page: what each person sends and shows, and the call quality.
 *
 * Events: `state` {state: IDLE|CONNECTING|CONNECTED|RECONNECTING|FAILED, since: epoch ms, reason?: NO_PATH|TURN_UNAUTHORIZED},
 * `remote` {stream, screen: MediaStream|null}, `media` {own, other: as on the wire, or null}, `quality` {own, other:
 * GOOD|FAIR|POOR|NONE, samples, latest}, `mode` {mode: FULL|REDUCED|AUDIO_ONLY}, `screen` {state: ON|MUTED} when the browser
 * stops or continues to send a shared screen.
 */
import { Connection } from "./connection.js";
import { QualityWatch } from "./quality-watch.js";

export class Call extends EventTarget {
  #send;
  #devices;
  #connection;
  #quality;
  #wish = { microphone: true, camera: true };
  #away = false;
  #check = "UNTESTED";
  #screen = null;
  #allowed = false;
  #paused = false;
  #other = { present: false, since: null };
  #otherMedia = null;
  #remote = null;
  #remoteScreen = null;
  #said = null;
  #listening = new AbortController();

  /**
   * @param {(frame: object) => boolean} send sends a frame over the room's socket; returns whether it was sent
   * @param {() => Promise<object>} ice the answer of /api/sessions/{id}/ice
   * @param {import("./devices.js").Devices} devices signalling begins when opening them has succeeded or failed
   * @param {boolean} polite yields when both offer: the client
   * @param {{sample?, hello?, attempt?, interruption?, networkChange?, refusal?: number}} [setting] in ms; shortened in tests
   */
  constructor({ send, ice, devices, polite, setting = {} }) {
    super();
    this.#send = send;
    this.#devices = devices;
    this.#connection = new Connection({ send, ice, polite, setting });
    this.#quality = new QualityWatch(() => this.#otherMedia, setting.sample);
    const { signal } = this.#listening;
    devices.addEventListener("change", () => this.#devicesChanged(), { signal });
    // Notifies the peer at once that this page goes, instead of letting it time out. A page that is restored calls again.
    addEventListener("pagehide", () => this.#connection.leave(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#followConnection(), { signal });
    this.#connection.addEventListener("state", ({ detail }) => this.#stateChanged(detail));
    this.#connection.addEventListener("tracks", ({ detail }) => this.#takeTracks(detail.tracks));
    this.#quality.addEventListener("quality", ({ detail }) => this.#qualityRead(detail));
    this.#quality.addEventListener("mode", ({ detail }) => this.#modeChanged(detail));
    this.#quality.addEventListener("batch", ({ detail }) => this.#send({ type: "quality", ...detail }));
    this.#connection.carry(this.#tracks());
  }

  /** As in the `state` event. */
  get state() {
    return this.#connection.state;
  }

  /** As in the `remote` event; null before there is anything. */
  get remote() {
    return this.#remote && { stream: this.#remote, screen: this.#otherMedia?.screen ? this.#remoteScreen : null };
  }

  get mode() {
    return this.#quality.mode;
  }

  /** Whether this person wants to be heard; without a microphone, or during a pause, nothing is sent. */
  get microphone() {
    return this.#wish.microphone;
  }

  set microphone(on) {
    this.#wish.microphone = on;
    this.#arrange();
  }

  get camera() {
    return this.#wish.camera;
  }

  set camera(on) {
    this.#wish.camera = on;
    this.#arrange();
  }

  get away() {
    return this.#away;
  }

  set away(away) {
    this.#away = away;
    this.#sayMedia();
  }

  /** ON, MUTED (chosen, but the browser sends nothing of it now: the window is minimised, for instance) or OFF. */
  get screen() {
    if (!this.#screen) return "OFF";
    return this.#screen.muted ? "MUTED" : "ON";
  }

  /** The result of the network test before entering: GOOD, FAIR, POOR, FAILED or UNTESTED. */
  get check() {
    return this.#check;
  }

  set check(check) {
    this.#check = check;
    this.#sayMedia();
  }

  /** What is actually sent now, in the form of a media frame. */
  get media() {
    const [sound, picture, screen] = this.#tracks();
    return {
      microphone: Boolean(sound),
      camera: Boolean(picture),
      screen: Boolean(screen),
      away: this.#away,
      voiceFirst: this.#voiceFirst,
      level: this.#quality.level,
      check: this.#check,
    };
  }

  /** Whether the camera's picture is withheld only because of bad call quality. */
  get #voiceFirst() {
    return !this.#paused && this.#wish.camera && this.mode === "AUDIO_ONLY" && Boolean(this.#devices.track("camera"));
  }

  /** The other person's last media frame; null before the first. */
  get otherMedia() {
    return this.#otherMedia;
  }

  /**
   * @param {{allowed: boolean, paused: boolean, other: {present: boolean, since: string}}} now from the session's state and the
   *   presence; `since` changes whenever the other person reconnects
   */
  follow({ allowed, paused, other }) {
    const appeared = other.present && !(this.#other.present && this.#other.since === other.since);
    const pauseChanged = this.#paused !== paused;
    this.#allowed = allowed;
    this.#paused = paused;
    this.#other = { ...other };
    // A screen is never sent without the person having chosen it since: neither after a pause nor after a consent is given again.
    if (!allowed || paused) this.#endScreen();
    this.#followConnection();
    if (appeared) {
      this.#connection.refresh();
      this.#sayMedia({ again: true });
    }
    if (pauseChanged || !allowed) this.#arrange();
  }

  /** @returns {boolean} whether the frame was handled */
  receive(frame) {
    if (frame.type === "signal") {
      this.#connection.receive(frame);
      return true;
    }
    if (frame.type !== "media") return false;
    const { microphone, camera, screen, away, voiceFirst, level, check } = frame;
    const screenChanged = Boolean(this.#otherMedia?.screen) !== screen;
    this.#otherMedia = { microphone, camera, screen, away, voiceFirst, level, check };
    this.#emitMedia();
    if (screenChanged && this.#remote) this.#emit("remote", this.remote);
    return true;
  }

  /** The room's socket is open again. */
  lineBack() {
    this.#connection.refresh();
    this.#sayMedia({ again: true });
  }

  /**
   * Lets the person choose a screen or window, and shares it.
   * @returns {Promise<boolean>} false if the person chose none, or the call was paused or ended meanwhile
   */
  async shareScreen() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
    } catch (error) {
      if (error.name === "NotAllowedError" || error.name === "AbortError") return false;
      throw error;
    }
    const [track] = stream.getVideoTracks();
    if (!this.#allowed || this.#paused) {
      track.stop();
      return false;
    }
    track.contentHint = "detail";
    track.addEventListener("ended", () => track === this.#screen && this.stopScreen());
    // The browser mutes it while the window is minimised, or the person has paused it in the browser's own bar.
    for (const type of ["mute", "unmute"]) track.addEventListener(type, () => track === this.#screen && this.#screenChanged());
    this.#endScreen();
    this.#screen = track;
    this.#arrange();
    return true;
  }

  stopScreen() {
    this.#endScreen();
    this.#arrange();
  }

  close() {
    this.#allowed = false;
    this.#endScreen();
    this.#listening.abort();
    this.#connection.close();
  }

  #followConnection() {
    const wanted = this.#allowed && this.#devices.opened;
    this.#connection.follow({ wanted, present: this.#other.present });
  }

  #devicesChanged() {
    this.#arrange();
    this.#followConnection();
  }

  #screenChanged() {
    this.#arrange();
    this.#emit("screen", { state: this.screen });
  }

  #endScreen() {
    this.#screen?.stop();
    this.#screen = null;
  }

  /** The tracks of sound, camera and screen to send now. */
  #tracks() {
    if (this.#paused) return [null, null, null];
    const sound = this.#wish.microphone ? this.#devices.track("microphone") : null;
    const picture = this.#wish.camera && this.mode !== "AUDIO_ONLY" ? this.#devices.track("camera") : null;
    return [sound, picture, this.screen === "ON" ? this.#screen : null];
  }

  #arrange() {
    this.#connection.carry(this.#tracks());
    this.#sayMedia();
  }

  #sayMedia({ again = false } = {}) {
    const media = this.media;
    const words = JSON.stringify(media);
    const news = words !== this.#said;
    if (!news && !again) return;
    this.#said = words;
    this.#send({ type: "media", ...media });
    if (news) this.#emitMedia();
  }

  #stateChanged(state) {
    this.#quality.follow(state.state === "CONNECTED" ? this.#connection.peer : null);
    this.#emit("state", state);
  }

  #qualityRead(reading) {
    this.#sayMedia();
    this.#emit("quality", { ...reading, other: this.#otherMedia?.level ?? "NONE" });
  }

  #modeChanged({ mode }) {
    this.#connection.spend(mode);
    this.#arrange();
    this.#emit("mode", { mode });
  }

  /** A video element that waits for a first picture plays no sound, and a camera may be off or missing; so the picture is added later. */
  #takeTracks([sound, picture, screen]) {
    const stream = new MediaStream([sound]);
    picture.addEventListener("unmute", () => stream.addTrack(picture), { once: true });
    this.#remote = stream;
    this.#remoteScreen = new MediaStream([screen]);
    this.#emit("remote", this.remote);
  }

  #emitMedia() {
    this.#emit("media", { own: this.media, other: this.#otherMedia });
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
