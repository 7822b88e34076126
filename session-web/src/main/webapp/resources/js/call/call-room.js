/**
 * The video call in the room: from the page before entering to the pictures beside the field.
 *
 * Events: `samples` when the call quality was measured again, `microphone` when it was switched on or off, lost or replaced,
 * `connection` when the other person is heard and seen, or no longer.
 */
import { message } from "../shared/messages.js";
import { Awake, Knock } from "../shared/elsewhere.js";
import { inThisTab } from "../shared/storage.js";
import { Arrivals } from "./arrivals.js";
import { CallControls } from "./call-controls.js";
import { CallSettings } from "./call-settings.js";
import { Call } from "./call.js";
import { DeviceChoice } from "./device-choice.js";
import { Devices } from "./devices.js";
import { MediaWords } from "./media-words.js";
import { testNetwork } from "./network-test.js";
import { OwnVoice } from "./own-voice.js";
import { Prejoin } from "./prejoin.js";
import { QualityView } from "./quality-view.js";
import { Videos } from "./videos.js";

const PURPOSE = "VIDEO_CALL";
const TRANSCRIPTION = "TRANSCRIPTION";
const OTHER = { THERAPIST: "CLIENT", CLIENT: "THERAPIST" };
const CHECK_SOCKET = "/socket/check";
/** Announcements for screen readers when the call enters a state. */
const SAID = { CONNECTED: "call.joined", RECONNECTING: "call.interrupted", FAILED: "call.failed" };

export class CallRoom extends EventTarget {
  #api;
  #people;
  #consents;
  #role;
  #otherRole;
  #announcer;
  #toast;
  #entered;
  #wanted;
  #devices;
  #call;
  #videos;
  #controls;
  #settings;
  #quality;
  #session = null;
  #saidWithout = false;
  #otherAgreed = false;
  /** Whether the choice with which the person entered, now or before a reload, is in effect. */
  #inside = false;
  #state = { state: "IDLE" };
  #remote = { stream: null, screen: null };
  #media = null;
  #levels = { own: "NONE", other: "NONE" };
  #samples = [];
  #awake = new Awake();
  #knock;
  #arrivals;
  #voice = new OwnVoice((what) => this.#controls.sayVoice(what));
  #words = new MediaWords((key, subject) => this.#announcer.say(message(key, this.#otherName), subject));
  /** The actions of buttons, by the name in their data-act. */
  acts;

  /**
   * @param {HTMLElement} room
   * @param {(frame) => boolean} send
   * @param {RoomApi} api
   * @param {Consents} consents
   */
  constructor({ room, send, api, people, consents, announcer, toast }) {
    super();
    this.#api = api;
    this.#people = people;
    this.#consents = consents;
    this.#announcer = announcer;
    this.#toast = toast;
    const { role, person, session, clientName, therapistName } = room.dataset;
    this.#role = role;
    this.#otherRole = OTHER[role];
    this.#entered = `entered:${session}:${person}`;
    this.#wanted = `wanted:${session}:${person}`;
    this.#devices = new Devices({ person });
    const ice = () => api.get("ice").then(({ body }) => body);
    this.#call = new Call({ send, ice, devices: this.#devices, polite: role === "CLIENT" });
    this.#videos = new Videos({ person, name: role === "CLIENT" ? clientName : therapistName });
    this.#settings = new CallSettings({ person, devices: this.#devices, consents });
    this.#knock = new Knock({ speaker: () => this.#devices.chosen.speaker, wishes: () => this.#settings.notify });
    this.#arrivals = new Arrivals(role, this.#knock);
    this.#quality = new QualityView(announcer);
    this.#controls = new CallControls({
      call: this.#call,
      devices: this.#devices,
      announcer,
      toast,
      settings: this.#settings,
      chosen: () => this.#keepChoice(),
    });
    this.acts = {
      ...this.#controls.acts,
      settings: () => this.#settings.open(),
      consents: () => this.#settings.open({ consents: true }),
      picture: () => this.#videos.picture().catch(() => {}),
      fullscreen: () => this.#videos.fullscreen().catch(() => {}),
    };
    new DeviceChoice(this.#devices);
    this.#listen();
    this.#applySettings();
  }

  #listen() {
    this.#settings.addEventListener("change", () => {
      this.#applySettings();
      if (this.#inside) this.#keepChoice();
    });
    this.#devices.addEventListener("change", () => {
      this.#videos.speaker(this.#devices.chosen.speaker).catch(() => {});
      this.#show();
    });
    const on = (type, act) => this.#call.addEventListener(type, ({ detail }) => act(detail));
    on("state", (state) => {
      const words = state.state === this.#state.state ? null : SAID[state.state];
      if (words) this.#announcer.say(message(words, this.#otherName), "call");
      this.#state = state;
      this.#tellMedia();
      this.#show();
      this.dispatchEvent(new Event("connection"));
    });
    on("remote", (remote) => {
      this.#remote = remote ?? { stream: null, screen: null };
      this.#show();
    });
    on("media", ({ other }) => {
      const before = Boolean(this.#media?.screen);
      const now = Boolean(other?.screen);
      if (before !== now)
        this.#announcer.say(message(now ? "screen.started" : "screen.stopped", this.#otherName), "screen");
      this.#media = other;
      this.#tellMedia();
      this.#show();
      this.#showWaitingCheck();
    });
    on("quality", ({ own, other, samples }) => {
      this.#levels = { own, other };
      this.#samples = samples;
      this.dispatchEvent(new Event("samples"));
      this.#quality.show(this.#levels, this.#otherName);
    });
    on("mode", ({ mode }) => this.#toast.show(message(`call.mode.${mode}`)));
    // A person who watches the other's picture in picture-in-picture is not away.
    const look = () => (this.#call.away = document.hidden && !document.pictureInPictureElement);
    for (const type of ["visibilitychange", "enterpictureinpicture", "leavepictureinpicture"]) {
      document.addEventListener(type, look);
    }
  }

  #tellMedia() {
    this.#words.follow(this.#media, this.#state.state === "CONNECTED" && this.#session?.status !== "PAUSED");
  }

  /** @returns {{track: MediaStreamTrack|null, on: boolean, otherOn: boolean}} the microphone, whether it is on, and whether the other's is */
  get microphone() {
    return {
      track: this.#devices.track("microphone"),
      on: this.#call.media.microphone,
      otherOn: Boolean(this.#media?.microphone),
    };
  }

  /** Whether the other person is heard and seen at the moment. */
  get connected() {
    return this.#state.state === "CONNECTED";
  }

  /** The samples of the call quality, oldest first. */
  get samples() {
    return this.#samples;
  }

  /** Whether this window had entered the room before it was reloaded. */
  get entered() {
    return inThisTab.getItem(this.#entered) !== null;
  }

  /** Shows the page before entering, except to a person who returns. */
  async enter() {
    const back = this.entered;
    const choice = back ? inThisTab.read(this.#entered) : await this.#ask();
    if (back) {
      this.#devices.want("camera", choice.camera);
      this.#devices.open();
    }
    this.#call.microphone = choice.microphone && !this.#settings.pushToTalk;
    this.#call.camera = choice.camera;
    this.#call.check = choice.check;
    this.#inside = true;
    this.#keepChoice();
  }

  /** So that a reloaded page does not send what its person had switched off. */
  #keepChoice() {
    const { microphone, camera, check } = this.#call;
    inThisTab.setItem(this.#entered, JSON.stringify({ microphone, camera, check }));
    this.#keepWanted({ microphone: this.#settings.pushToTalk || microphone, camera });
  }

  /** So that a person who comes back does not send what they had switched off; push-to-talk switches it off by itself. */
  #keepWanted(wanted) {
    inThisTab.setItem(this.#wanted, JSON.stringify(wanted));
  }

  /** Ends the call. */
  close() {
    this.#voice.follow(null);
    this.#awake.follow(false);
    this.#call.close();
    this.#devices.close();
    this.#remote = { stream: null, screen: null };
    this.#videos.end();
  }

  /** Ends the call; the next time the room must be entered again. */
  left() {
    this.#inside = false;
    inThisTab.removeItem(this.#entered);
    this.close();
  }

  async #ask() {
    const prejoin = new Prejoin({
      devices: this.#devices,
      test: () => this.#test(),
      consents: this.#consents,
      wanted: inThisTab.read(this.#wanted),
      choose: (wanted) => this.#keepWanted(wanted),
    });
    return prejoin.ask();
  }

  async #test() {
    const [{ body: ice }, ticket] = await Promise.all([this.#api.get("ice"), this.#api.ticket()]);
    return testNetwork({ ice, ticket, socketUrl: CHECK_SOCKET });
  }

  get #otherName() {
    return this.#people.otherName(this.#role);
  }

  /** Called after every frame with the session's state or the presence. */
  follow(session) {
    this.#session = session;
    const other = this.#people.other(this.#role);
    // A newly waiting client may be another person, and has not sent their device state yet.
    if (this.#arrivals.follow(session, other?.state)) this.#media = null;
    const present = other?.state === "PRESENT";
    this.#call.follow({
      allowed: this.#allowed,
      paused: session.status === "PAUSED",
      other: { present, since: other?.since ?? null },
    });
    if (session.status === "COMPLETED" || session.status === "CANCELLED") this.left();
    this.#show();
    this.#showWaitingCheck();
  }

  /** Notifies a person who looks elsewhere. @param {string} words must not contain a name */
  notify(words) {
    this.#knock.notify(words);
  }

  get #allowed() {
    const { status, admitted } = this.#session;
    const open = status === "ACTIVE" || status === "PAUSED";
    return open && admitted && this.#consents.byBoth(PURPOSE);
  }

  receive(frame) {
    return this.#call.receive(frame);
  }

  lineBack() {
    this.#call.lineBack();
  }

  #applySettings() {
    this.#videos.mirror(this.#settings.mirror);
    if (this.#settings.pushToTalk) this.#call.microphone = false;
    this.#controls.show();
  }

  #show() {
    this.dispatchEvent(new Event("microphone"));
    if (!this.#session) return;
    const { status, admitted, clientSharing } = this.#session;
    const agreed = { own: this.#consents.given(PURPOSE), other: this.#consents.given(PURPOSE, this.#otherRole) };
    // Their voice and picture end at once, with a note on the picture only.
    if (this.#otherAgreed && !agreed.other) this.#announcer.say(message("video.noConsent.other", this.#otherName), "call");
    this.#otherAgreed = agreed.other;
    const open = status !== "COMPLETED" && status !== "CANCELLED";
    const shown = agreed.own && admitted && open;
    if (open) this.#followDevices(agreed.own);
    this.#sayWithout(admitted && open && !agreed.own);
    this.#videos.show(shown);
    const { microphone, camera } = this.#call.media;
    const paused = status === "PAUSED";
    const waits = this.#role === "CLIENT" && !admitted;
    this.#awake.follow(open && (waits || ["CONNECTED", "RECONNECTING"].includes(this.#state.state)));
    const heard = this.#state.state === "CONNECTED" && !paused && !this.#settings.pushToTalk;
    this.#voice.follow(heard ? this.#devices.track("microphone") : null, microphone);
    const present = this.#people.other(this.#role)?.state === "PRESENT";
    const held = paused || !this.#allowed;
    // Before the other person is there, one's own picture is a preview; later it shows what is sent.
    const sent = !paused && !(held && admitted && present);
    this.#videos.own({ stream: this.#devices.stream, camera: camera && sent, microphone: microphone && sent });
    this.#videos.remote(this.#remote, this.#otherName);
    const fullName = this.#people.otherFullName(this.#role);
    this.#videos.other({ call: this.#state, media: this.#media, paused, present, agreed }, fullName);
    this.#controls.follow({ shown, held, mayShare: this.#allowed && (this.#role === "THERAPIST" || clientSharing) });
    this.#quality.show(this.#state.state === "IDLE" ? {} : this.#levelsOf(present), this.#otherName);
  }

  /** A person who entered without the call is told once what that means, and where to change it. */
  #sayWithout(without) {
    if (without && !this.#saidWithout) {
      const help = { text: message("settings.title"), run: () => this.#settings.open() };
      this.#toast.show(message("video.noConsent.own"), help);
    }
    this.#saidWithout = without;
  }

  /** The last level of a person who is not present is not shown. */
  #levelsOf(present) {
    return present ? this.#levels : { ...this.#levels, other: "NONE" };
  }

  /** A person who declines the call, or has the camera off, sees that it is off; a microphone may still be used for the transcription. */
  #followDevices(agreed) {
    this.#devices.want("microphone", agreed || this.#consents.given(TRANSCRIPTION));
    this.#devices.want("camera", agreed && this.#call.camera);
  }

  /** Shows the therapist the client's network test before admitting. */
  #showWaitingCheck() {
    const place = document.getElementById("waiting-client-check");
    if (!place) return;
    const check = this.#media?.check ?? "UNTESTED";
    place.textContent = check === "UNTESTED" ? "" : message(`check.waiting.${check}`);
  }
}
