/** Two calls in one page, with a signalling connection between them that tests can cut, delay and observe. */
import { Call } from "/resources/js/call/call.js";
import { Devices } from "/resources/js/call/devices.js";

const NO_SERVERS = { iceServers: [], relayOnly: false, expiresAt: null };
const PATIENCE = 20_000;
const BETWEEN = 30;

/** Polls until the condition holds. */
export async function until(what, look, patience = PATIENCE) {
  const end = performance.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > end) throw new Error(`after ${patience} ms there was still no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  }
}

/** One of the two people, with everything that their call sends and receives. */
export class Person {
  states = [];
  modes = [];
  qualities = [];
  sent = [];
  remote = null;
  connected = true;
  since = 0;
  other = null;
  paused = false;
  allowed = true;
  /** Changes or drops (null) a frame on its way to this person. */
  arriving = (frame) => frame;

  constructor(name) {
    this.name = name;
  }

  /** Opens the page of this person; after a reload it is a new one. */
  async open(options = {}) {
    const { devices = new Devices() } = options;
    if (!devices.opened) await devices.open();
    this.openWithoutDevices(devices, options);
  }

  openWithoutDevices(devices, { ice = async () => NO_SERVERS, setting = {} } = {}) {
    this.devices = devices;
    this.settings = { ice, setting };
    this.call = new Call({ send: (frame) => this.#send(frame), ice, devices, polite: this.name === "client", setting });
    this.call.addEventListener("state", ({ detail }) => this.states.push(detail.reason ?? detail.state));
    this.call.addEventListener("mode", ({ detail }) => this.modes.push(detail.mode));
    this.call.addEventListener("quality", ({ detail }) => this.qualities.push(detail));
    this.call.addEventListener("remote", ({ detail }) => this.#show(detail));
    this.since++;
  }

  get video() {
    return (this.element ??= document.body.appendChild(document.createElement("video")));
  }

  get screenVideo() {
    return (this.screenElement ??= document.body.appendChild(document.createElement("video")));
  }

  /** Closes and opens the page, with nothing left of its state. */
  async reload({ withGoodbye = true } = {}) {
    const { settings, devices, call, peer } = this;
    if (withGoodbye) call.close();
    else {
      call.receive = () => false;
      peer.close();
    }
    devices.close();
    this.call = null;
    this.remote = null;
    await this.open(settings);
    if (!withGoodbye) call.close();
    this.follow();
    this.other.follow();
  }

  /** Updates what this person's page knows of session and presence. */
  follow() {
    this.call.follow({
      allowed: this.allowed,
      paused: this.paused,
      other: { present: this.other.connected && Boolean(this.other.call), since: `${this.other.since}` },
    });
  }

  /** The statistics of the connection in use. */
  stats() {
    return this.peer?.getStats();
  }

  /** The RTCPeerConnection whose sound and pictures this person's page plays. */
  get peer() {
    const shown = this.remote?.stream.getTracks() ?? [];
    return opened.find((peer) => peer.getReceivers().some(({ track }) => shown.includes(track)));
  }

  async frames() {
    return sum(await this.stats(), "inbound-rtp", "framesDecoded");
  }

  async sound() {
    return sum(await this.stats(), "inbound-rtp", "totalAudioEnergy");
  }

  async soundPackets() {
    return sum(await this.stats(), "inbound-rtp", "packetsReceived", "audio");
  }

  async picturePackets() {
    return sum(await this.stats(), "inbound-rtp", "packetsReceived", "video");
  }

  /** How many responses to consent checks were received (RFC 7675). */
  async checks() {
    return sum(await this.stats(), "candidate-pair", "responsesReceived");
  }

  /** An identifier that changes with every ICE restart. */
  async pathName() {
    return [...(await this.stats()).values()].find(({ type }) => type === "transport")?.iceLocalUsernameFragment;
  }

  videoEncoding() {
    return this.peer?.getSenders()[1]?.getParameters().encodings[0];
  }

  hangUp() {
    this.call?.close();
    this.devices?.close();
    this.element?.remove();
    this.screenElement?.remove();
    this.element = this.screenElement = null;
  }

  #show({ stream, screen }) {
    this.remote = { stream, screen };
    this.video.srcObject = stream;
    this.video.play().catch(() => {});
    this.screenVideo.srcObject = screen;
    if (screen) this.screenVideo.play().catch(() => {});
  }

  #send(frame) {
    if (!this.connected) return false;
    this.sent.push(frame);
    const wire = JSON.stringify({ ...frame, by: this.name });
    const call = this.call;
    setTimeout(() => {
      const { other } = this;
      if (call !== this.call || !other.connected || !other.call) return;
      const arrived = other.arriving(JSON.parse(wire));
      if (arrived) other.call.receive(arrived);
    }, 1);
    return true;
  }
}

/**
 * A computer's devices, which can be taken away: those of the browser, with simulated errors.
 * @param {{microphone?: string, camera?: string}} errors why a kind is not given (a DOMException's name)
 */
export class Computer extends EventTarget {
  constructor(errors = {}) {
    super();
    this.errors = errors;
    this.asked = [];
    this.unplugged = new Set();
  }

  async getUserMedia(constraints) {
    this.asked.push(constraints);
    const { microphone, camera } = this.errors;
    const error = (constraints.audio && microphone) || (constraints.video && camera);
    if (error) throw new DOMException("taken away by the test", error);
    return navigator.mediaDevices.getUserMedia(await this.#possible(constraints));
  }

  /** Replaces the constraint by one of the existing microphones if the requested one is missing. */
  async #possible(constraints) {
    const { exact, ideal } = constraints.audio?.deviceId ?? {};
    if (this.unplugged.has(exact)) throw new DOMException("unplugged", "NotFoundError");
    const all = (await this.enumerateDevices()).filter(({ kind }) => kind === "audioinput");
    if (!constraints.audio || exact || this.unplugged.size === 0 || all.some(({ deviceId }) => deviceId === ideal)) {
      return constraints;
    }
    return { ...constraints, audio: { ...constraints.audio, deviceId: { exact: all[0].deviceId } } };
  }

  async enumerateDevices() {
    const missing = { audioinput: this.errors.microphone, videoinput: this.errors.camera };
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter(({ kind, deviceId }) => missing[kind] !== "NotFoundError" && !this.unplugged.has(deviceId));
  }

  /** As the browser does it: the track ends first, and then the list of devices is shorter. */
  takeAway(kind, track, error) {
    this.errors[kind] = error;
    track.stop();
    track.dispatchEvent(new Event("ended"));
    this.dispatchEvent(new Event("devicechange"));
  }

  /** Removes one of several devices, such as a headset. @return its id */
  unplug(track) {
    const { deviceId } = track.getSettings();
    this.unplugged.add(deviceId);
    track.stop();
    track.dispatchEvent(new Event("ended"));
    this.dispatchEvent(new Event("devicechange"));
    return deviceId;
  }

  plugIn(id) {
    this.unplugged.delete(id);
    this.dispatchEvent(new Event("devicechange"));
  }

  giveBack(kind) {
    delete this.errors[kind];
    this.dispatchEvent(new Event("devicechange"));
  }
}

/** As a phone call or a key of the computer does it. */
export function cutOff(track, muted) {
  Object.defineProperty(track, "muted", { value: muted, configurable: true });
  track.dispatchEvent(new Event(muted ? "mute" : "unmute"));
}

/** A user name that the TURN server rejects (RFC 8656, 9.2): the refusal is the only simulated part of a server. */
export const REFUSED = "1:refused";

/** Every RTCPeerConnection the calls have opened. */
let opened = [];
export const connections = () => opened;

/**
 * Two people before a call: neither has opened the page yet.
 * @param {(therapist: Person, client: Person) => Promise<void>} test
 */
export async function withTwo(test) {
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration) {
      super(configuration);
      opened.push(this);
      if (configuration.iceServers?.some(({ username }) => username === REFUSED)) this.#refuse();
    }

    #refuse() {
      const refusal = new RTCPeerConnectionIceErrorEvent("icecandidateerror", {
        errorCode: 401,
        url: "turn:127.0.0.1",
      });
      this.addEventListener("icegatheringstatechange", () => this.dispatchEvent(refusal), { once: true });
    }
  };
  const therapist = new Person("therapist");
  const client = new Person("client");
  therapist.other = client;
  client.other = therapist;
  try {
    await test(therapist, client);
  } finally {
    therapist.hangUp();
    client.hangUp();
    window.RTCPeerConnection = Real;
    opened = [];
  }
}

/** Both pages are open, and each knows that the other is there. */
export async function bothOpen(therapist, client, { ofTherapist, ofClient, ...ofBoth } = {}) {
  await Promise.all([therapist.open({ ...ofBoth, ...ofTherapist }), client.open({ ...ofBoth, ...ofClient })]);
  therapist.follow();
  client.follow();
}

/** Two people in a call that is connected. */
export function meeting(test, options) {
  return withTwo(async (therapist, client) => {
    await bothOpen(therapist, client, options);
    await bothConnected(therapist, client);
    await test(therapist, client);
  });
}

/** Cuts this person's room connection during the callback; the other's page is notified of the cut and of its end. */
export async function lineCut(person, during) {
  const { other } = person;
  person.connected = false;
  other.follow();
  await during();
  person.connected = true;
  person.since++;
  person.follow();
  person.call.lineBack();
  other.follow();
}

export async function bothConnected(...people) {
  for (const person of people) {
    await until(`connection of the ${person.name}`, () => person.call.state.state === "CONNECTED");
  }
}

/** Pictures are decoded and shown, and sound with energy arrives, from now on. */
export async function seesAndHears(person) {
  await grows(`picture for the ${person.name}`, () => person.frames());
  await grows(`picture on the ${person.name}'s page`, () => person.video.videoWidth > 0 && person.video.currentTime);
  await grows(`sound for the ${person.name}`, () => person.sound());
}

/** Grows three times in succession: counters may restart at zero when a connection is replaced. */
export async function grows(what, look) {
  let before = await look();
  let grown = 0;
  await until(what, async () => {
    const now = await look();
    if (now > before) grown++;
    before = now;
    return grown === 3;
  });
}

/** No sound arrives from now on, while the path is in use. */
export async function staysQuiet(person) {
  await until("the last sound on its way", async () => {
    const [packets, sound] = [await person.soundPackets(), await person.sound()];
    const checks = await person.checks();
    await until("the path to be kept open", async () => (await person.checks()) > checks);
    return (await person.soundPackets()) === packets && (await person.sound()) === sound;
  });
}

function sum(stats, type, field, kind) {
  if (!stats) return 0;
  return [...stats.values()]
    .filter((entry) => entry.type === type && (!kind || entry.kind === kind))
    .reduce((total, entry) => total + (entry[field] ?? 0), 0);
}
