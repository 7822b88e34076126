/** The STUN and TURN servers, with credentials that are renewed before they expire. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Renewed this long before they expire. */
const MARGIN = MINUTE;
/** The server's clock may differ from ours: in any case credentials of ten minutes are renewed within eight. */
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

  /** Whether addresses must stay hidden from the other person. */
  get relayOnly() {
    return this.#relayOnly;
  }

  /** @returns {Promise<RTCConfiguration|null>} null if the servers cannot be fetched now */
  async current() {
    return this.#configuration ?? this.#ask();
  }

  /** The next attempt fetches them again, because they may be why the last one failed. */
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
      // Known servers are used until they expire; without any there is no attempt, never one with less privacy.
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
