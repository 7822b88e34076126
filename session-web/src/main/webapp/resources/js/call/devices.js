/**
 * Camera, microphone and speaker of this computer: whatever there is, opened, chosen, lost and found again.
 *
 * Events: `change` after anything below has changed.
 */
import { keep, kept } from "./kept.js";

const KINDS = {
  microphone: { media: "audio", input: "audioinput", plural: "microphones", tracks: "getAudioTracks" },
  camera: { media: "video", input: "videoinput", plural: "cameras", tracks: "getVideoTracks" },
};
/** W3C Media Capture, 10.3.1: why a device was not given. Whatever else it says, there is none that fits. */
const REASONS = { NotAllowedError: "DENIED", SecurityError: "DENIED", NotReadableError: "BUSY", AbortError: "BUSY" };
const NONE = { microphones: [], cameras: [], speakers: [] };

export class Devices extends EventTarget {
  /** At most one track of sound and one of pictures; always the same object. */
  stream = new MediaStream();
  #media;
  #states = { microphone: "OFF", camera: "OFF" };
  #list = NONE;
  #wish = { microphone: kept("microphone"), camera: kept("camera"), speaker: kept("speaker") };
  #noiseSuppression = kept("noiseSuppression") !== "false";
  #blur = kept("blur") === "true";
  #opened = false;
  #listening = new AbortController();

  /** @param {MediaDevices} media given in so that tests can take devices away */
  constructor(media = navigator.mediaDevices) {
    super();
    this.#media = media;
    const { signal } = this.#listening;
    // Without a secure context the browser has no devices at all.
    media?.addEventListener("devicechange", () => this.#plugged(), { signal });
    for (const kind of Object.keys(KINDS)) this.#followPermission(kind, signal);
  }

  /** ON, DENIED, ABSENT, BUSY (taken by another program) or OFF (not asked for yet, or lost just now and asked for anew). */
  get microphone() {
    return this.#states.microphone;
  }

  get camera() {
    return this.#states.camera;
  }

  /** Whether open() has come to its end, however it ended. */
  get opened() {
    return this.#opened;
  }

  /** @returns {{microphones, cameras, speakers}} each [{id, label}]; labels are empty until something was allowed */
  get list() {
    return this.#list;
  }

  /** @returns {{microphone, camera, speaker}} ids in use; empty for the speaker: the system's own */
  get chosen() {
    const inUse = (kind) => this.track(kind)?.getSettings().deviceId ?? null;
    const speaker = this.#list.speakers.some(({ id }) => id === this.#wish.speaker) ? this.#wish.speaker : "";
    return { microphone: inUse("microphone"), camera: inUse("camera"), speaker };
  }

  get noiseSuppression() {
    return this.#noiseSuppression;
  }

  set noiseSuppression(on) {
    this.#noiseSuppression = on;
    keep("noiseSuppression", on);
    // Constraints applied to a running microphone do not change its processing in Chromium: it is opened anew.
    if (this.track("microphone")) this.#acquire("microphone").then(() => this.#changed());
  }

  /** Blur by the browser or the system itself; nothing leaves this computer for it. */
  get blurSupported() {
    return Boolean(this.track("camera")?.getCapabilities?.().backgroundBlur?.includes(true));
  }

  get blur() {
    return this.#blur && this.blurSupported;
  }

  set blur(on) {
    this.#blur = on;
    keep("blur", on);
    this.#applyBlur();
  }

  /** @returns {MediaStreamTrack|null} the track of that kind that is running */
  track(kind) {
    return this.stream[KINDS[kind].tracks]().find(({ readyState }) => readyState === "live") ?? null;
  }

  /** Asks for both at once, so that the person is asked once; where that fails, for each alone. Never throws. */
  async open() {
    await this.#readList();
    const both = { audio: this.#constraints("microphone"), video: this.#constraints("camera") };
    const stream = await this.#media?.getUserMedia(both).catch(() => null);
    if (stream) for (const kind of Object.keys(KINDS)) this.#use(kind, stream[KINDS[kind].tracks]()[0]);
    else for (const kind of Object.keys(KINDS)) await this.#acquire(kind);
    await this.#readList();
    this.#opened = true;
    this.#changed();
  }

  /**
   * Takes another device; the one in use stays when that fails. Remembered on this computer.
   * @param {"microphone"|"camera"|"speaker"} kind
   * @returns {Promise<boolean>} whether it is in use now
   */
  async choose(kind, id) {
    const before = this.#wish[kind];
    this.#wish[kind] = id;
    const taken = kind === "speaker" || (await this.#acquire(kind, { exactly: id }));
    if (taken) keep(kind, id);
    else this.#wish[kind] = before;
    this.#changed();
    return taken;
  }

  /** Asks again for what is not running: the person has allowed it, plugged it in or closed the other program. */
  async retry() {
    for (const kind of Object.keys(KINDS)) if (!this.track(kind)) await this.#acquire(kind);
    await this.#readList();
    this.#changed();
  }

  close() {
    this.#listening.abort();
    for (const track of this.stream.getTracks()) this.#letGo(track);
    this.#states = { microphone: "OFF", camera: "OFF" };
    this.#opened = false;
    this.#changed();
  }

  async #acquire(kind, { exactly } = {}) {
    const { media, tracks } = KINDS[kind];
    const wanted = { [media]: this.#constraints(kind, exactly) };
    try {
      const stream = await this.#media.getUserMedia(wanted);
      this.#use(kind, stream[tracks]()[0]);
      return true;
    } catch (error) {
      const running = this.track(kind);
      if (!running) this.#states[kind] = REASONS[error.name] ?? "ABSENT";
      // Some computers run one camera at a time: the old one makes room for the new.
      if (!running || !exactly || REASONS[error.name] !== "BUSY") return false;
      this.#letGo(running);
      if (await this.#acquire(kind, { exactly })) return true;
      await this.#acquire(kind);
      return false;
    }
  }

  #use(kind, track) {
    const before = this.stream[KINDS[kind].tracks]();
    if (this.#listening.signal.aborted) {
      track.stop();
      return;
    }
    track.addEventListener("ended", () => this.#lost(kind, track));
    this.stream.addTrack(track);
    before.forEach((one) => this.#letGo(one));
    this.#states[kind] = "ON";
  }

  #letGo(track) {
    track.stop();
    this.stream.removeTrack(track);
  }

  /** Unplugged, or no longer allowed: asking for another one of its kind tells which. */
  async #lost(kind, track) {
    if (!this.stream.getTracks().includes(track)) return;
    this.stream.removeTrack(track);
    this.#states[kind] = "OFF";
    this.#changed();
    await this.#readList();
    await this.#acquire(kind);
    this.#changed();
  }

  async #plugged() {
    await this.#readList();
    for (const [kind, { plural }] of Object.entries(KINDS)) {
      if (this.#states[kind] === "ABSENT" && this.#list[plural].length > 0) await this.#acquire(kind);
    }
    this.#changed();
  }

  async #followPermission(kind, signal) {
    try {
      const permission = await navigator.permissions.query({ name: kind });
      const changed = async () => {
        if (permission.state !== "granted" || this.#states[kind] !== "DENIED") return;
        await this.#acquire(kind);
        await this.#readList();
        this.#changed();
      };
      permission.addEventListener("change", changed, { signal });
    } catch {
      // A browser that does not tell leaves it to retry().
    }
  }

  async #readList() {
    const all = (await this.#media?.enumerateDevices().catch(() => [])) ?? [];
    const named = (kind) => all.filter((one) => one.kind === kind && one.deviceId).map(entry);
    this.#list = { microphones: named("audioinput"), cameras: named("videoinput"), speakers: named("audiooutput") };
  }

  #constraints(kind, exactly) {
    const id = exactly ?? this.#wish[kind];
    const known = exactly || this.#list[KINDS[kind].plural].some((one) => one.id === id);
    // Chromium may prefer the system's own device to one that is merely ideal.
    const device = id ? { deviceId: known ? { exact: id } : { ideal: id } } : {};
    if (kind === "camera") {
      const blur = this.#blur ? { backgroundBlur: { ideal: true } } : {};
      return { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 }, ...blur };
    }
    return { ...device, echoCancellation: true, autoGainControl: true, noiseSuppression: this.#noise() };
  }

  /** As an ideal alone, Chromium gives out the running microphone again, as it is. */
  #noise() {
    const possible = this.track("microphone")?.getCapabilities?.().noiseSuppression;
    return possible?.includes(this.#noiseSuppression) ? { exact: this.#noiseSuppression } : this.#noiseSuppression;
  }

  async #applyBlur() {
    const wanted = { ...this.#constraints("camera"), backgroundBlur: this.#blur };
    // A camera that cannot do it goes on as it is.
    await this.track("camera")
      ?.applyConstraints(wanted)
      .catch(() => {});
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

function entry({ deviceId, label }) {
  return { id: deviceId, label };
}
