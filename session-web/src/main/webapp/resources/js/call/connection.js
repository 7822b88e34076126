/**
 * Keeps the two pages connected as long as signalling works: finds the other page's peer, connects, restarts ICE, and
 * starts again when one of them is a new page.
 *
 * Every attempt has an id of its own. A `hello` announces a peer: without `to` from a peer that has no partner yet, with `to`
 * to its partner, which also requests an ICE restart if they are already connected. Signals from or to another attempt are outdated and ignored.
 *
 * Events: `state` {state, since, reason?}, `tracks` {tracks: [audio, camera, screen]} the other's.
 * States: IDLE, CONNECTING, CONNECTED, RECONNECTING, FAILED (keeps trying; reason NO_PATH or TURN_UNAUTHORIZED).
 */
import { steady } from "../shared/steady.js";
import { IceServers } from "./ice-servers.js";
import { Peer } from "./peer.js";
import { Timers } from "./timers.js";

/** Both sides use the same time limit; whoever starts again first ends the other's attempt just before its limit. */
const ALMOST = 0.8;
/** Milliseconds; shortened in tests. */
const TIMES = {
  /** Interval of hellos while none is answered. */
  hello: 1000,
  /** Longer than any working path needs, including TURN over TLS. */
  attempt: 10_000,
  /** Temporary interruptions are shorter. */
  interruption: 2000,
  /** A change of the network causes several events. */
  networkChange: 500,
  /** Within this time another relay may accept the credentials. */
  refusal: 3000,
};

export class Connection extends EventTarget {
  #send;
  #polite;
  #servers;
  #times;
  #wanted = false;
  #present = false;
  #peer = null;
  /** Whether the relay has refused the credentials since the last connection. */
  #refused = false;
  #round = 0;
  #expected = null;
  #left = new Set();
  #tracks = [null, null, null];
  #mode = "FULL";
  #state = "IDLE";
  #since = steady();
  #reason;
  #lineCut = false;
  #timers = new Timers();
  #listening = new AbortController();

  /**
   * @param {(frame: object) => boolean} send returns whether it was sent
   * @param {() => Promise<{iceServers: object[], relayOnly: boolean, expiresAt: string|null}>} ice
   * @param {boolean} polite yields when both offer
   * @param {Partial<typeof TIMES>} setting
   */
  constructor({ send, ice, polite, setting = {} }) {
    super();
    this.#send = send;
    this.#polite = polite;
    this.#times = { ...TIMES, ...setting };
    this.#servers = new IceServers(ice, (configuration) => this.#peer?.configure(configuration));
    const { signal } = this.#listening;
    addEventListener("online", () => this.#networkChanged(), { signal });
    navigator.connection?.addEventListener("change", () => this.#networkChanged(), { signal });
  }

  get state() {
    return { state: this.#state, since: this.#since, ...(this.#reason && { reason: this.#reason }) };
  }

  get peer() {
    return this.#peer;
  }

  /**
   * @param {{wanted: boolean, present: boolean}} now whether a call is allowed, and whether the other page can be signalled.
   *   Without signalling the media may still work, so a connected path is left alone.
   */
  follow({ wanted, present }) {
    this.#wanted = wanted;
    this.#present = present;
    if (!wanted) this.#end();
    else if (!present) this.#endUnlessCarrying();
    else if (!this.#peer && !this.#starting) this.#start();
  }

  /** The other page or our own socket has reconnected: signals in between were lost. */
  refresh() {
    const wasCut = this.#lineCut;
    this.#lineCut = false;
    if (!this.#wanted || !this.#present) return;
    if (this.#state === "CONNECTED") this.#peer.repeat();
    else if (this.#peer?.other) this.#start(null, wasCut);
    else this.#hello();
  }

  carry(tracks) {
    this.#tracks = tracks;
    this.#peer?.carry(tracks);
  }

  spend(mode) {
    this.#mode = mode;
    this.#peer?.spend(mode);
  }

  receive({ from, to, hello, bye, description, candidate }) {
    if (!this.#wanted || this.#left.has(from)) return;
    if (hello) this.#greeted(from, to);
    else if (!this.#peer || to !== this.#peer.id) return;
    else if (bye) {
      if (from === this.#peer.other) this.#startOrEnd();
    } else {
      if (!this.#peer.other) this.#pair(from);
      if (from === this.#peer.other) this.#peer.receive({ description, candidate });
    }
  }

  /** Sends a bye, so that the other page need not time out; a later follow starts again. */
  leave() {
    this.#end();
  }

  close() {
    this.#end();
    this.#wanted = false;
    this.#listening.abort();
    this.#servers.close();
  }

  /* Finding each other */

  get #starting() {
    return this.#timers.has("starting");
  }

  #hello() {
    this.#signal({ hello: true });
  }

  #greeted(from, to) {
    const peer = this.#peer;
    if (!peer) {
      if (!to) this.#expected = from;
      return;
    }
    const meant = to === peer.id;
    if (to && !meant) {
      // It is paired with one of our earlier attempts: announce the current one.
      this.#say(peer, { hello: true }, null);
    } else if (from === peer.other) {
      if (!meant) this.#hello();
      else if (!this.#polite && peer.heard && !peer.offering) this.#restart();
    } else if (!peer.other || !peer.heard) {
      this.#pair(from);
      if (!meant) this.#hello();
    } else {
      this.#start(from);
    }
  }

  #pair(other) {
    this.#peer.pair(other);
    this.#after("attempt", () => this.#expired());
  }

  #signal(kind) {
    if (this.#peer) this.#say(this.#peer, kind, this.#peer.other);
  }

  #say(peer, kind, to) {
    this.#lineCut = !this.#send({ type: "signal", from: peer.id, ...(to && { to }), ...kind });
  }

  /* Trying */

  /**
   * @param {string} [other] the id of the other page's new peer, if it has already sent a hello
   * @param {boolean} [cut] whether the previous attempt had no chance because signalling was lost
   */
  async #start(other = null, cut = this.#lineCut) {
    // Some embedded browsers lack it; field and chat work in them all the same.
    if (!window.RTCPeerConnection) {
      this.#become("FAILED", "NO_PATH");
      return;
    }
    const round = ++this.#round;
    if (this.#peer && this.#inVain && !cut) this.#giveUp();
    this.#drop();
    this.#expected = other;
    if (this.#state === "CONNECTED") this.#become("RECONNECTING");
    else if (this.#state === "IDLE") this.#become("CONNECTING");
    this.#after("starting", () => this.#start(this.#expected), this.#times.attempt);
    const configuration = await this.#servers.current();
    if (round !== this.#round) return;
    if (!configuration) {
      this.#become("FAILED", "NO_PATH");
      this.#after("starting", () => this.#start(this.#expected), this.#times.interruption);
      return;
    }
    this.#timers.stop("starting");
    this.#meet(configuration);
  }

  #meet(configuration) {
    const peer = new Peer({ polite: this.#polite, configuration, signal: (kind) => this.#say(peer, kind, peer.other) });
    this.#peer = peer;
    peer.carry(this.#tracks);
    peer.spend(this.#mode);
    peer.addEventListener("state", ({ detail }) => this.#peerBecame(detail.state));
    peer.addEventListener("tracks", ({ detail }) => this.#emit("tracks", detail));
    peer.addEventListener("refused", () => this.#relayRefused());
    if (this.#expected) this.#pair(this.#expected);
    this.#expected = null;
    this.#hello();
    this.#helloLater();
  }

  #helloLater() {
    this.#after("hello", () => {
      if (this.#peer.state === "CONNECTED" && !this.#peer.offering) return;
      if (!this.#peer.heard) this.#hello();
      this.#peer.repeat();
      this.#helloLater();
    });
  }

  #peerBecame(state) {
    if (state === "CONNECTED") {
      for (const timer of ["attempt", "interruption"]) this.#timers.stop(timer);
      this.#refused = false;
      this.#become("CONNECTED");
    } else if (state === "DISCONNECTED") {
      if (this.#state === "CONNECTED") this.#become("RECONNECTING");
      this.#after("interruption", () => this.#restart());
    } else if (state === "FAILED") {
      if (!this.#present) this.#end();
      else this.#restart();
    }
  }

  /**
   * Restarts ICE; the attempt ends at its time limit if there is no path. The polite side requests it by a hello: if both
   * offered, it would have to roll back its offer, and Chromium (156) shows no more pictures after such a rollback.
   */
  async #restart() {
    const peer = this.#peer;
    if (!peer?.heard) return;
    if (peer.state !== "CONNECTED") {
      if (this.#state === "CONNECTED") this.#become("RECONNECTING");
      if (!this.#timers.has("attempt")) this.#after("attempt", () => this.#expired());
    }
    if (this.#polite) {
      this.#hello();
      return;
    }
    const configuration = await this.#servers.current();
    if (!configuration || peer !== this.#peer) return;
    peer.restart(configuration);
    this.#helloLater();
  }

  #networkChanged() {
    this.#after("networkChange", () => this.#restart());
  }

  #expired() {
    // Without signalling the attempt had no chance; refresh() starts again.
    if (!this.#lineCut) this.#giveUp();
    this.#startOrEnd();
  }

  #giveUp() {
    this.#servers.forget();
    this.#become("FAILED", this.#refused ? "TURN_UNAUTHORIZED" : "NO_PATH");
  }

  /** Reported before the attempt's time limit, because it cannot succeed. */
  #relayRefused() {
    if (!this.#servers.relayOnly) return;
    this.#refused = true;
    this.#after("refusal", () => {
      if (this.#state !== "CONNECTED") this.#become("FAILED", "TURN_UNAUTHORIZED");
    });
  }

  /** Whether connecting has already taken about as long as an attempt may. */
  get #inVain() {
    if (this.#state === "FAILED") return true;
    const looking = this.#state === "CONNECTING" || this.#state === "RECONNECTING";
    return looking && steady() - this.#since >= ALMOST * this.#times.attempt;
  }

  /* Ending */

  #startOrEnd() {
    if (this.#present) this.#start();
    else this.#end();
  }

  #endUnlessCarrying() {
    if (this.#state !== "CONNECTED" && this.#peer?.state !== "DISCONNECTED") this.#end();
  }

  #end() {
    this.#round++;
    if (this.#peer?.other) this.#signal({ bye: true });
    this.#drop();
    this.#expected = null;
    this.#become("IDLE");
  }

  #drop() {
    this.#timers.stopAll();
    if (!this.#peer) return;
    if (this.#peer.other) this.#left.add(this.#peer.other);
    this.#peer.close();
    this.#peer = null;
  }

  /** Runs an action after the time of that name; the same name restarts the timer. */
  #after(name, action, delay = this.#times[name]) {
    this.#timers.after(name, delay, action);
  }

  #become(state, reason) {
    // A failed call keeps trying, and stays FAILED until it is connected.
    if (state === this.#state && reason === this.#reason) return;
    if (state !== this.#state) this.#since = steady();
    this.#state = state;
    this.#reason = reason;
    this.#emit("state", this.state);
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
