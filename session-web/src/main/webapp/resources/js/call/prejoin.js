/** The page before entering: devices, network test and consents. */
import { decimal, message } from "../shared/messages.js";
import { problemOf, wordsOf } from "./device-choice.js";
import { sayZone } from "../shared/zone.js";
import { level } from "./level.js";

const byId = (id) => document.getElementById(id);
const LEVEL_BARS = 7;
const CALL = "VIDEO_CALL";
/** Refusals that are permanent. */
const LEADS_AWAY = ["WRONG_STATE", "SESSION_ENDED", "NOT_YOURS", "NOT_FOUND"];

export class Prejoin {
  #section = byId("prejoin");
  #devices;
  #test;
  #consents;
  #meter = null;
  #metered = null;
  #wanted;
  #choose;
  #check = "UNTESTED";
  #testing = 0;
  #remembers = false;

  /**
   * @param devices whose picture and sound are shown
   * @param {() => Promise<{check, socket, stun, turn, bitrate}>} test the network test
   * @param {Consents} consents for the answers
   * @param {{microphone?: boolean, camera?: boolean}} wanted the person's last choices in this window
   * @param {(wanted) => void} choose stores a choice, for a page that is reloaded or in the other language
   */
  constructor({ devices, test, consents, wanted, choose }) {
    this.#wanted = { microphone: wanted.microphone !== false, camera: wanted.camera !== false };
    this.#choose = choose;
    this.#devices = devices;
    this.#test = test;
    this.#consents = consents;
    devices.addEventListener("change", () => this.#show());
    for (const kind of ["microphone", "camera"]) {
      byId(`prejoin-${kind}-switch`).addEventListener("click", () => {
        this.#wanted[kind] = !this.#wanted[kind];
        this.#choose({ ...this.#wanted });
        this.#show();
      });
    }
    for (const purpose of this.#switched) {
      const { element } = this.#switch(purpose);
      element.addEventListener("change", () => (element.dataset.touched = ""));
    }
    byId("prejoin-allow").addEventListener("click", () => devices.retry());
    byId("prejoin-network-again").addEventListener("click", () => this.#testNetwork());
    // A result is true of the network at that moment.
    for (const change of ["online", "offline"]) {
      addEventListener(change, () => this.#section.hidden || this.#testNetwork());
    }
  }

  /**
   * Shows the page until the person enters. Their earlier consents are shown once they are known; the page does not wait for them.
   *
   * @returns {Promise<{microphone: boolean, camera: boolean, check: string}>} the choices with which they enter
   */
  async ask() {
    const earlier = this.#consents.remembered();
    this.#cover(true);
    sayZone();
    byId("prejoin-title").focus({ preventScroll: true });
    this.#show();
    performance.mark("interactive");
    this.#devices.open();
    earlier.then((given) => this.#remember(given));
    this.#testNetwork();
    await this.#entered();
    this.#meter?.stop();
    byId("prejoin-video").srcObject = null;
    this.#cover(false);
    return { ...this.#wanted, check: this.#check };
  }

  /** The button decides about the consent to the call; the other purposes have switches, which are off by default. */
  #entered() {
    const ways = { "prejoin-enter": true, "prejoin-without": false };
    const failed = byId("prejoin-failed");
    const busy = (is) => Object.keys(ways).forEach((id) => (byId(id).disabled = is));
    return new Promise((resolve) => {
      const enter = async (withVideo) => {
        busy(true);
        failed.hidden = true;
        try {
          // Otherwise an untouched switch would withdraw an earlier consent.
          if (!this.#remembers && !this.#remember(await this.#consents.remembered())) throw new Error("consents");
          await this.#consents.decide(CALL, withVideo);
          for (const purpose of this.#switched) await this.#consents.decide(purpose, byId(`consent-${purpose}`).checked);
          resolve();
        } catch (failure) {
          if (LEADS_AWAY.includes(failure.code) || failure.status === 401) {
            // Reloading shows what happened to the session or to the seat.
            location.reload();
            return;
          }
          failed.textContent = failure.detail ?? message("prejoin.failed");
          failed.hidden = false;
        } finally {
          busy(false);
        }
      };
      for (const [id, withVideo] of Object.entries(ways)) byId(id).addEventListener("click", () => enter(withVideo));
    });
  }

  /** @returns {boolean} whether it is known; switches that the person has changed meanwhile stay unchanged */
  #remember(given) {
    this.#remembers = given !== null;
    for (const purpose of this.#switched) {
      const { element, touched } = this.#switch(purpose);
      if (given && !touched) element.checked = given.has(purpose);
    }
    return this.#remembers;
  }

  #switch(purpose) {
    const element = byId(`consent-${purpose}`);
    return { element, touched: element.dataset.touched !== undefined };
  }

  get #switched() {
    return this.#consents.purposes.filter((purpose) => purpose !== CALL);
  }

  #cover(shown) {
    this.#section.hidden = !shown;
    for (const element of this.#section.parentElement.children) {
      if (element !== this.#section && element.getAttribute("role") !== "status") element.inert = shown;
    }
  }

  #show() {
    if (this.#section.hidden) return;
    const { microphone, camera, stream } = this.#devices;
    for (const [kind, state] of Object.entries({ microphone, camera })) {
      const button = byId(`prejoin-${kind}-switch`);
      button.setAttribute("aria-pressed", String(state === "ON" && this.#wanted[kind]));
      button.disabled = state !== "ON";
    }
    const seen = camera === "ON" && this.#wanted.camera;
    byId("prejoin-video").srcObject = seen ? stream : null;
    byId("prejoin-dark").hidden = seen;
    const asked = camera === "OFF" && microphone === "OFF";
    byId("prejoin-dark-text").textContent = message(asked ? "prejoin.asking" : "prejoin.cameraOff");
    this.#showProblem(problemOf(this.#devices));
    this.#measure(microphone === "ON" && this.#wanted.microphone ? stream : null);
  }

  #showProblem(problem) {
    byId("prejoin-problem").hidden = !problem;
    if (!problem) return;
    const { title, text } = wordsOf(problem);
    byId("prejoin-problem-title").textContent = title;
    byId("prejoin-problem-text").textContent = text;
  }

  #measure(stream) {
    const track = stream?.getAudioTracks()[0] ?? null;
    if (track === this.#metered) return;
    this.#meter?.stop();
    this.#metered = track;
    this.#meter = track ? level(stream, showLevel) : null;
  }

  async #testNetwork() {
    const round = ++this.#testing;
    this.#showNetwork("TESTING", "");
    byId("prejoin-network-again").hidden = true;
    const result = await this.#test().catch(() => ({ check: "FAILED" }));
    if (round !== this.#testing) return;
    this.#check = result.check;
    // Another network would not help: the hospital's own server refuses the credentials.
    const refused = result.check === "FAILED" && result.socket?.ok && result.turn === "UNAUTHORIZED";
    this.#showNetwork(result.check, factsOf(result), refused ? "REFUSED" : result.check);
    byId("prejoin-network-again").hidden = false;
  }

  #showNetwork(check, facts, words = check) {
    byId("prejoin-network").dataset.check = check;
    byId("prejoin-network-title").textContent = message(`check.${words}.title`);
    byId("prejoin-network-text").textContent = message(`check.${words}.text`);
    byId("prejoin-network-facts").textContent = facts;
  }
}

function showLevel(value) {
  byId("prejoin-level").setAttribute("aria-valuenow", String(Math.round(value * 100)));
  [...byId("prejoin-level").children].forEach((bar, i) => bar.classList.toggle("lit", value * LEVEL_BARS > i + 0.3));
}

/** The measured values, for support by telephone. */
function factsOf({ socket, stun, turn, bitrate }) {
  const answers = { true: "check.works", UNAUTHORIZED: "check.refuses" };
  const works = (ok) => message(answers[ok] ?? "check.fails");
  const facts = [];
  if (socket?.ok) facts.push(message("check.roundTrip", Math.round(socket.roundTrip)));
  if (bitrate) facts.push(message("check.bitrate", decimal(bitrate / 1000)));
  if (stun !== null && stun !== undefined) facts.push(message("check.stun", works(stun)));
  if (turn !== null && turn !== undefined) facts.push(message("check.turn", works(turn)));
  return facts.join(" · ");
}
