/** Controls for microphone, camera, screen and settings, as buttons and keys. */
import { message } from "../shared/messages.js";
import { problemOf, wordsOf } from "./device-choice.js";

const byId = (id) => document.getElementById(id);
/** Devices that change within this time, in ms, are mentioned together. */
const TOGETHER = 3000;
const KEYS = { KeyM: "microphone", KeyC: "camera", KeyS: "screen" };

export class CallControls {
  #call;
  #devices;
  #announcer;
  #toast;
  #mayShare = false;
  #held = false;
  #talking = false;
  #shared = "OFF";
  #swap = { text: "", at: -Infinity };
  #problem = null;
  #chosen;
  /** The actions of the buttons, by the name in their data-act. */
  acts = {
    microphone: () => this.#toggle("microphone"),
    camera: () => this.#toggle("camera"),
    screen: () => this.#share(),
  };

  /** @param {{chosen: () => void}} given `chosen`: called when the person has switched something on or off */
  constructor({ call, devices, announcer, toast, settings, chosen }) {
    this.#chosen = chosen;
    this.#call = call;
    this.#devices = devices;
    this.#announcer = announcer;
    this.#toast = toast;
    this.settings = settings;
    devices.addEventListener("change", () => this.#noticeProblem());
    devices.addEventListener("swapped", ({ detail }) => this.#shown && this.#saySwap(detail));
    call.addEventListener("screen", ({ detail: { state } }) => {
      toast.show(message(state === "MUTED" ? "screen.muted" : "screen.back"));
      this.show();
    });
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("keyup", (event) => {
      if (event.code === "Space" && this.#talking) this.#talk(false);
    });
    addEventListener("blur", () => this.#talking && this.#talk(false));
    const button = byId("control-microphone");
    button.addEventListener("pointerdown", () => settings.pushToTalk && this.#talk(true));
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
      button.addEventListener(type, () => this.#talking && this.#talk(false));
    }
  }

  /**
   * @param {{shown: boolean, held: boolean, mayShare: boolean}} now whether there is a call, whether sending is paused,
   *   and whether the person may share a screen
   */
  follow({ shown, held, mayShare }) {
    // The call has ended it when the pause began.
    if (held && !this.#held && this.#shared !== "OFF") this.#toast.show(message("screen.paused"));
    this.#held = held;
    this.#mayShare = mayShare && "getDisplayMedia" in (navigator.mediaDevices ?? {});
    for (const kind of ["microphone", "camera"]) byId(`control-${kind}`).hidden = !shown;
    byId("control-screen").hidden = !shown || !this.#mayShare;
    byId("control-screen").disabled = held;
    if (this.#call.screen !== "OFF" && !(shown && this.#mayShare)) this.#call.stopScreen();
    this.show();
  }

  show() {
    const on = (kind) => this.#call[kind] && this.#devices[kind] === "ON";
    const pressed = { microphone: on("microphone"), camera: on("camera"), screen: this.#call.screen !== "OFF" };
    this.#shared = this.#call.screen;
    const held = { microphone: this.#held, camera: this.#held, screen: this.#held || this.#call.screen === "MUTED" };
    for (const [kind, is] of Object.entries(pressed)) {
      byId(`control-${kind}`).setAttribute("aria-pressed", String(is));
    }
    const words = {
      microphone: this.settings.pushToTalk ? "call.hold" : "call.microphone",
      camera: "call.camera",
      screen: "call.screen",
    };
    for (const [kind, word] of Object.entries(words)) {
      const button = byId(`control-${kind}`);
      // A device that is on but not sent must not look active.
      button.toggleAttribute("data-held", held[kind] && pressed[kind]);
      const text = held[kind] ? message("call.held", message(word)) : message(word);
      button.setAttribute("aria-label", text);
      button.title = text;
    }
  }

  /** A headset that goes is a microphone and a speaker: what is said within a moment is shown together. */
  #saySwap({ gone, now }) {
    const text = gone ? message("device.gone", gone, now) : message("device.now", now);
    const words = performance.now() - this.#swap.at < TOGETHER ? `${this.#swap.text} ${text}` : text;
    this.#swap = { text: words, at: performance.now() };
    this.#toast.show(words);
  }

  /** During the call a new device problem is reported once, with advice; before it, the page itself shows it. */
  #noticeProblem() {
    const problem = problemOf(this.#devices);
    if (problem !== this.#problem && this.#shown) {
      const [what, before] = this.#problem?.split(".") ?? [];
      if (problem) this.#say(problem);
      else if (before === "MUTED") this.#toast.show(message(`device.${what}.back`));
    }
    this.#problem = problem;
  }

  get #shown() {
    return !byId("control-microphone").hidden;
  }

  /** @param {"muted"|"silent"} what the problem with one's own voice */
  sayVoice(what) {
    const help = {
      muted: { text: message("voice.muted.on"), run: () => this.#turn("microphone", true) },
      silent: { text: message("settings.title"), run: () => this.settings.open() },
    };
    this.#toast.show(message(`voice.${what}`), help[what]);
  }

  #say(problem) {
    const { title, text } = wordsOf(problem);
    this.#toast.show(`${title} ${text}`, { text: message("device.retry"), run: () => this.#devices.retry() });
  }

  #toggle(kind) {
    this.#turn(kind, !(this.#devices[kind] === "ON" && this.#call[kind]));
  }

  /** @param {boolean} on the new state, whatever the current one is: a notice that offers the action may be outdated */
  async #turn(kind, on) {
    if (kind === "microphone" && this.settings.pushToTalk) return;
    const before = this.#call[kind];
    // Set first, because a device that is not wanted is released.
    this.#call[kind] = on;
    if (on && this.#devices[kind] !== "ON") {
      await this.#devices.want(kind, true);
      if (this.#devices[kind] !== "ON") await this.#devices.retry();
      if (this.#devices[kind] !== "ON") {
        this.#call[kind] = before;
        this.#say(`${kind}.${this.#devices[kind]}`);
        return;
      }
    }
    this.#chosen();
    this.#announcer.say(message(`call.${kind}.${this.#call[kind] ? "on" : "off"}`), kind);
    this.show();
  }

  async #share() {
    if (!this.#mayShare || this.#held) return;
    if (this.#call.screen !== "OFF") {
      this.#call.stopScreen();
    } else {
      await this.#call.shareScreen().catch(() => this.#toast.show(message("screen.failed")));
    }
    this.show();
  }

  #talk(on) {
    this.#talking = on;
    this.#call.microphone = on;
    this.show();
  }

  #key(event) {
    if (event.repeat || event.target.closest("dialog, .ui-dialog, input, textarea, select")) return;
    if (event.code === "Space" && this.settings.pushToTalk) {
      const onButton = event.target.closest("button, a, summary, [role=button]");
      if (onButton && onButton !== byId("control-microphone")) return;
      event.preventDefault();
      this.#talk(true);
      return;
    }
    const act = event.altKey && !event.ctrlKey && !event.metaKey ? KEYS[event.code] : null;
    if (!act || byId(`control-${act}`).hidden) return;
    event.preventDefault();
    this.acts[act]();
  }
}
