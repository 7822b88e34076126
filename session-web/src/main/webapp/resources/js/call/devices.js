/**
 * Camera, microphone and speaker of this computer: whatever there is, opened, chosen, lost and found again.
 *
 * Events: `change` after anything below has changed; `swapped` {gone, now} when a device went and another took its place, or
 * came (back) and was taken; names, `gone` null for the latter.
 */
import { onThisDevice } from "../storage.js";

const KINDS = {
  microphone: { media: "audio", input: "audioinput", plural: "microphones", tracks: "getAudioTracks" },
  camera: { media: "video", input: "videoinput", plural: "cameras", tracks: "getVideoTracks" },
};
/** W3C Media Capture, 10.3.1: why a device was not given. Whatever else it says, there is none that fits. */
const REASONS = { NotAllowedError: "DENIED", SecurityError: "DENIED", NotReadableError: "BUSY", AbortError: "BUSY" };
const kept = (name) => onThisDevice.getItem(`call.${name}`);
const keep = (name, value) => onThisDevice.setItem(`call.${name}`, value);
/** How long a question of the browser's may stay unanswered before the call begins without it, in ms. */
const UNANSWERED = 5000;
const NONE = { microphones: [], cameras: [], speakers: [] };

export class Devices extends EventTarget {
  /** At most one track of sound and one of pictures; always the same object. */
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
   * @param {{media?: MediaDevices, person?: string, unanswered?: number}} given `media` so that tests can take devices away;
   *     `person`: whose wishes are kept, while which devices were chosen belongs to the computer; `unanswered` in ms
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
   * ON, DENIED, ABSENT, BUSY (taken by another program), MUTED (given, and kept silent or dark by the system: a phone call, a
   * key, a lid) or OFF (not asked for yet, lost just now and asked for again, or not wanted).
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

  /** Whether open() has come to its end, however it ended, or the person leaves the browser's question unanswered. */
  get opened() {
    return this.#opened;
  }

  /** @returns {{microphones, cameras, speakers}} each [{id, label}]; labels are empty until something was allowed */
  get list() {
    return this.#list;
  }

  /** @returns {{microphone, camera, speaker}} ids in use; empty for the speaker: the system's own */
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
    // Constraints applied to a running microphone do not change its processing in Chromium: it is opened again.
    if (this.#running("microphone")) this.#acquire("microphone").then(() => this.#changed());
  }

  /** Blur by the browser or the system itself; nothing leaves this computer for it. */
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

  /** @returns {MediaStreamTrack|null} the track of that kind from which something comes */
  track(kind) {
    const running = this.#running(kind);
    return running?.muted ? null : running;
  }

  #running(kind) {
    return this.stream[KINDS[kind].tracks]().find(({ readyState }) => readyState === "live") ?? null;
  }

  /** Asks for both at once, so that the person is asked once; where that fails, for each alone. Never throws. */
  async open() {
    // One hears and sees the other without a device of one's own.
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
   * Says whether somebody is to be heard or seen by this device at all. One that is not wanted is let go, so that its light
   * goes out and other programs have it.
   *
   * @param {"microphone"|"camera"} kind
   * @returns {Promise<void>} once it runs, or cannot
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
   * Takes another device; the one in use stays when that fails. Remembered on this computer.
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

  /** Asks again for what is not running: the person has allowed it, plugged it in or closed the other program. */
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

  /** Unplugged, or no longer allowed: asking for another one of its kind tells which. */
  async #lost(kind, track, id) {
    if (!this.stream.getTracks().includes(track)) return;
    // It is wanted again when it comes back, whether or not it was ever chosen.
    this.#wish[kind] ||= id;
    this.stream.removeTrack(track);
    this.#states[kind] = "OFF";
    this.#changed();
    await this.#readList();
    if (await this.#acquire(kind)) this.#swapped(kind, track.label);
    this.#changed();
  }

  async #plugged() {
    const before = this.#list;
    await this.#readList();
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
    const possible = this.#running("microphone")?.getCapabilities?.().noiseSuppression;
    return possible?.includes(this.#noiseSuppression) ? { exact: this.#noiseSuppression } : this.#noiseSuppression;
  }

  async #applyBlur() {
    const wanted = { ...this.#constraints("camera"), backgroundBlur: this.#blur };
    // A camera that cannot do it goes on as it is.
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
