/**
 * Camera, microphone and speaker of this computer: opening, choosing, losing and recovering devices.
 *
 * Events: `change` after anything below has changed; `swapped` {gone, now} when a device, also the speaker, was replaced by another
 * or by one that was plugged in; names, `gone` null in the latter case.
 */
import { onThisDevice } from "../shared/storage.js";

const KINDS = {
  microphone: { media: "audio", input: "audioinput", plural: "microphones", tracks: "getAudioTracks" },
  camera: { media: "video", input: "videoinput", plural: "cameras", tracks: "getVideoTracks" },
};
/** W3C Media Capture, 10.3.1: why a device was not available. Any other error means that none fits. */
const REASONS = { NotAllowedError: "DENIED", SecurityError: "DENIED", NotReadableError: "BUSY", AbortError: "BUSY" };
const kept = (name) => onThisDevice.getItem(`call.${name}`);
const keep = (name, value) => onThisDevice.setItem(`call.${name}`, value);
/** How long a permission prompt may stay unanswered before the call begins without it, in ms. */
const UNANSWERED = 5000;
const NONE = { microphones: [], cameras: [], speakers: [] };

export class Devices extends EventTarget {
  /** Contains at most one audio track and one video track; always the same object. */
  stream = new MediaStream();
  #media;
  #states = { microphone: "OFF", camera: "OFF" };
  #list = NONE;
  #wish = { microphone: kept("microphone"), camera: kept("camera"), speaker: kept("speaker") };
  #person;
  #noiseSuppression;
  #blur;
  #opened = false;
  #spared = new Set();
  #unanswered;
  #listening = new AbortController();

  /**
   * @param {{media?: MediaDevices, person?: string, unanswered?: number}} given `media` is replaced in tests;
   *     `person`: whose settings are stored (the chosen devices belong to the computer); `unanswered` in ms
   */
  constructor({ media = navigator.mediaDevices, person = "", unanswered = UNANSWERED } = {}) {
    super();
    this.#unanswered = unanswered;
    this.#media = media;
    this.#person = person;
    this.#noiseSuppression = kept(`noiseSuppression:${person}`) !== "false";
    this.#blur = kept(`blur:${person}`) === "true";
    const { signal } = this.#listening;
    // Without a secure context the browser has no devices at all.
    media?.addEventListener("devicechange", () => this.#plugged(), { signal });
    for (const kind of Object.keys(KINDS)) this.#followPermission(kind, signal);
  }

  /**
   * ON, DENIED, ABSENT, BUSY (used by another program), MUTED (open, but muted by the system: a phone call, a
   * key, a lid) or OFF (not requested yet, just lost and requested again, or not wanted).
   */
  get microphone() {
    return this.#state("microphone");
  }

  get camera() {
    return this.#state("camera");
  }

  #state(kind) {
    return this.#running(kind)?.muted ? "MUTED" : this.#states[kind];
  }

  /** Whether open() has finished, with whatever result, or the permission prompt stays unanswered. */
  get opened() {
    return this.#opened;
  }

  /** @returns {{microphones, cameras, speakers}} each [{id, label}]; labels are empty until a permission was granted */
  get list() {
    return this.#list;
  }

  /** @returns {{microphone, camera, speaker}} ids in use; empty for the system's default speaker */
  get chosen() {
    const inUse = (kind) => this.#running(kind)?.getSettings().deviceId ?? null;
    const speaker = this.#list.speakers.some(({ id }) => id === this.#wish.speaker) ? this.#wish.speaker : "";
    return { microphone: inUse("microphone"), camera: inUse("camera"), speaker };
  }

  get noiseSuppression() {
    return this.#noiseSuppression;
  }

  set noiseSuppression(on) {
    this.#noiseSuppression = on;
    keep(`noiseSuppression:${this.#person}`, on);
    // Chromium does not change the processing of a running microphone, so it is opened again.
    if (this.#running("microphone")) this.#acquire("microphone").then(() => this.#changed());
  }

  /** Blur by the browser or the system; the picture does not leave this computer for it. */
  get blurSupported() {
    return Boolean(this.#running("camera")?.getCapabilities?.().backgroundBlur?.includes(true));
  }

  get blur() {
    return this.#blur && this.blurSupported;
  }

  set blur(on) {
    this.#blur = on;
    keep(`blur:${this.#person}`, on);
    this.#applyBlur();
  }

  /** @returns {MediaStreamTrack|null} the track of that kind, if it is not muted */
  track(kind) {
    const running = this.#running(kind);
    return running?.muted ? null : running;
  }

  #running(kind) {
    return this.stream[KINDS[kind].tracks]().find(({ readyState }) => readyState === "live") ?? null;
  }

  /** Requests both at once, so that the person is asked once; if that fails, each alone. Never throws. */
  async open() {
    // A person can hear and see the other without a device of their own.
    const waited = setTimeout(() => this.#begin(), this.#unanswered);
    await this.#readList();
    const wanted = this.#wanted;
    const all = Object.fromEntries(wanted.map((kind) => [KINDS[kind].media, this.#constraints(kind)]));
    const stream = await this.#media?.getUserMedia(all).catch(() => null);
    if (stream) for (const kind of wanted) this.#use(kind, stream[KINDS[kind].tracks]()[0]);
    else for (const kind of wanted) await this.#acquire(kind);
    await this.#readList();
    clearTimeout(waited);
    this.#begin();
  }

  #begin() {
    if (this.#listening.signal.aborted) return;
    this.#opened = true;
    this.#changed();
  }

  get #wanted() {
    return Object.keys(KINDS).filter((kind) => !this.#spared.has(kind));
  }

  /**
   * Sets whether a device is wanted at all. An unwanted device is released, so that its light
   * goes out and other programs can use it.
   *
   * @param {"microphone"|"camera"} kind
   * @returns {Promise<void>} once it runs, or has failed
   */
  async want(kind, wanted) {
    if (wanted !== this.#spared.has(kind)) return;
    if (wanted) {
      this.#spared.delete(kind);
      if (this.#opened) await this.#acquire(kind);
    } else {
      this.#spared.add(kind);
      const running = this.#running(kind);
      if (running) this.#letGo(running);
      if (this.#states[kind] === "ON") this.#states[kind] = "OFF";
    }
    this.#changed();
  }

  /**
   * Switches to another device; if that fails, the current one stays. Stored on this computer.
   * @param {"microphone"|"camera"|"speaker"} kind
   * @returns {Promise<boolean>} whether it is in use now
   */
  async choose(kind, id) {
    const before = this.#wish[kind];
    this.#wish[kind] = id;
    const later = kind === "speaker" || this.#spared.has(kind);
    const taken = later || (await this.#acquire(kind, { exactly: id }));
    if (taken) keep(kind, id);
    else this.#wish[kind] = before;
    this.#changed();
    return taken;
  }

  /** Requests devices again that do not run: the person may have allowed it, plugged it in or closed the other program. */
  async retry() {
    for (const kind of this.#wanted) if (!this.track(kind)) await this.#acquire(kind);
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
      const running = this.#running(kind);
      if (!running) this.#states[kind] = REASONS[error.name] ?? "ABSENT";
      // Some computers run only one camera at a time: release the old one before opening the new.
      if (!running || !exactly || REASONS[error.name] !== "BUSY") return false;
      this.#letGo(running);
      if (await this.#acquire(kind, { exactly })) return true;
      await this.#acquire(kind);
      return false;
    }
  }

  #use(kind, track) {
    const before = this.stream[KINDS[kind].tracks]();
    if (this.#listening.signal.aborted || this.#spared.has(kind)) {
      track.stop();
      return;
    }
    const { deviceId } = track.getSettings();
    track.addEventListener("ended", () => this.#lost(kind, track, deviceId));
    for (const type of ["mute", "unmute"]) track.addEventListener(type, () => this.#changed());
    this.stream.addTrack(track);
    before.forEach((one) => this.#letGo(one));
    this.#states[kind] = "ON";
  }

  #letGo(track) {
    track.stop();
    this.stream.removeTrack(track);
  }

  /** It was unplugged or is no longer allowed; requesting another one of its kind shows which. */
  async #lost(kind, track, id) {
    if (!this.stream.getTracks().includes(track)) return;
    // It is used again when it comes back, even if it was never chosen.
    this.#wish[kind] ||= id;
    this.stream.removeTrack(track);
    this.#states[kind] = "OFF";
    this.#changed();
    await this.#readList();
    if (await this.#acquire(kind)) this.#swapped(kind, track.label);
    this.#changed();
  }

  /** The name of the speaker in use; null if the browser does not tell. Chromium lists the system's default under its own id. */
  get #speaker() {
    const { speakers } = this.#list;
    const used = speakers.find(({ id }) => id === this.chosen.speaker) ?? speakers.find(({ id }) => id === "default");
    return used?.label.replace(/^Default - /, "") || null;
  }

  async #plugged() {
    const before = this.#list;
    const heardFrom = this.#speaker;
    await this.#readList();
    const hearsFrom = this.#speaker;
    if (heardFrom && hearsFrom && heardFrom !== hearsFrom) {
      const stays = this.#list.speakers.some(({ label }) => label === heardFrom);
      this.dispatchEvent(new CustomEvent("swapped", { detail: { gone: stays ? null : heardFrom, now: hearsFrom } }));
    }
    for (const kind of this.#wanted) {
      const { plural } = KINDS[kind];
      const has = (list) => list[plural].some(({ id }) => id === this.#wish[kind]);
      const absent = this.#states[kind] === "ABSENT" && this.#list[plural].length > 0;
      const back = this.#running(kind) && this.chosen[kind] !== this.#wish[kind] && has(this.#list) && !has(before);
      const taken = absent ? await this.#acquire(kind) : back && (await this.#acquire(kind, { exactly: this.#wish[kind] }));
      if (taken) this.#swapped(kind, null);
    }
    this.#changed();
  }

  #swapped(kind, gone) {
    const now = this.#running(kind)?.label;
    if (now && now !== gone) this.dispatchEvent(new CustomEvent("swapped", { detail: { gone, now } }));
  }

  async #followPermission(kind, signal) {
    try {
      const permission = await navigator.permissions.query({ name: kind });
      const changed = async () => {
        if (permission.state !== "granted" || this.#states[kind] !== "DENIED" || this.#spared.has(kind)) return;
        await this.#acquire(kind);
        await this.#readList();
        this.#changed();
      };
      permission.addEventListener("change", changed, { signal });
    } catch {
      // If the browser does not support this query, retry() is the only way.
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
    // Chromium may prefer the system's default to a device that is only ideal.
    const device = id ? { deviceId: known ? { exact: id } : { ideal: id } } : {};
    if (kind === "camera") {
      const blur = this.#blur ? { backgroundBlur: { ideal: true } } : {};
      return { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 }, ...blur };
    }
    return { ...device, echoCancellation: true, autoGainControl: true, noiseSuppression: this.#noise() };
  }

  /** With an ideal value only, Chromium returns the running microphone unchanged. */
  #noise() {
    const possible = this.#running("microphone")?.getCapabilities?.().noiseSuppression;
    return possible?.includes(this.#noiseSuppression) ? { exact: this.#noiseSuppression } : this.#noiseSuppression;
  }

  async #applyBlur() {
    const wanted = { ...this.#constraints("camera"), backgroundBlur: this.#blur };
    // A camera without support continues unchanged.
    await this.#running("camera")
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
