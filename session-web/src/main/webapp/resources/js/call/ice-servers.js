/** The STUN and TURN servers, their credentials renewed before they end. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Renewed this long before the end. */
const MARGIN = MINUTE;
/** The server's clock may not be ours: whatever it says, credentials of ten minutes are renewed within eight. */
const EARLIEST = 30 * SECOND;
const LATEST = 8 * MINUTE;

export class IceServers {
  #fetch;
  #renewed;
  #configuration = null;
  #relayOnly = false;
  #fetching = null;
  #timer = null;
  #closed = false;

  /**
   * @param {() => Promise<{iceServers: object[], relayOnly: boolean, expiresAt: string|null}>} fetch
   * @param {(configuration: RTCConfiguration) => void} renewed
   */
  constructor(fetch, renewed) {
    this.#fetch = fetch;
    this.#renewed = renewed;
  }

  /** Whether addresses must stay hidden from the other. */
  get relayOnly() {
    return this.#relayOnly;
  }

  /** @returns {Promise<RTCConfiguration|null>} null when the servers cannot be learned now */
  async current() {
    return this.#configuration ?? this.#ask();
  }

  /** The next attempt asks again: these may be the reason why the last one failed. */
  forget() {
    this.#configuration = null;
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #ask() {
    this.#fetching ??= this.#read().finally(() => (this.#fetching = null));
    return this.#fetching;
  }

  async #read() {
    try {
      const { iceServers, relayOnly, expiresAt } = await this.#fetch();
      this.#relayOnly = relayOnly;
      this.#configuration = {
        iceServers,
        iceTransportPolicy: relayOnly ? "relay" : "all",
        bundlePolicy: "max-bundle",
      };
      if (expiresAt) this.#renewAfter(Date.parse(expiresAt) - Date.now() - MARGIN);
    } catch {
      // What was known still holds until it ends; without anything there is no attempt, never one with less privacy.
      this.#renewAfter(EARLIEST);
    }
    return this.#configuration;
  }

  #renewAfter(delay) {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    this.#timer = setTimeout(
      async () => {
        const configuration = await this.#ask();
        if (configuration && !this.#closed) this.#renewed(configuration);
      },
      Math.min(LATEST, Math.max(EARLIEST, delay)),
    );
  }
}
