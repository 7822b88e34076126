/**
 * The session's API resources for the page, with a token for this person and session, which is fetched when needed.
 * Paths are relative to the session, such as `notes` or `messages?after=7`.
 */
import { steady } from "./steady.js";

const TIMEOUT = 10_000;
/** A token that expires sooner than this is not used any more. */
const LAST_USE = 30_000;

/** A refused or failed request. `status` 0: the server was not reached. `detail` is in the person's language. */
export class ApiRefusal extends Error {
  constructor(status, { type = "", detail } = {}) {
    super(detail ?? `status ${status}`);
    this.name = "ApiRefusal";
    this.status = status;
    this.code = type.split(":").pop();
    this.detail = detail;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class RoomApi {
  #passUrl;
  #session;
  #now;
  #token = null;
  #fetching = null;

  /** @param {() => number} now the clock (ms), replaced in tests */
  constructor({ pass, session, now = steady }) {
    this.#passUrl = pass;
    this.#session = session;
    this.#now = now;
  }

  /**
   * @returns {Promise<{body: object|null, etag: string|null}>}
   * @throws {ApiRefusal}
   */
  get(path) {
    return this.#call("GET", path);
  }

  post(path, body, more) {
    return this.#call("POST", path, body, more);
  }

  /**
   * @param {{etag?: string, keepalive?: boolean}} more `etag`: the version that this one replaces, as received (RFC 9110,
   *     13.1.1); `keepalive`: sent even if the page is being left
   */
  put(path, body, more) {
    return this.#call("PUT", path, body, more);
  }

  delete(path) {
    return this.#call("DELETE", path);
  }

  /** Fetches a token if necessary, for requests that may have to be sent while the page is being left. */
  async prepare() {
    await this.#validToken().catch(() => {});
  }

  async #call(method, path, body, more = {}) {
    const used = more.keepalive && this.#token?.endsAt > this.#now() ? this.#token : await this.#validToken();
    const response = await this.#fetch(method, path, body, more, used.value);
    if (response.status !== 401 || more.keepalive) return this.#answer(response);
    if (this.#token === used) this.#token = null;
    const renewed = await this.#validToken();
    return this.#answer(await this.#fetch(method, path, body, more, renewed.value));
  }

  #fetch(method, path, body, { etag, keepalive = false }, token) {
    const headers = { Authorization: `Bearer ${token}`, Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (etag) headers["If-Match"] = etag;
    return reach(`/api/sessions/${this.#session}/${path}`, {
      method,
      headers,
      keepalive,
      cache: "no-store",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async #answer(response) {
    if (!response.ok) throw await refusal(response);
    const text = await response.text();
    return { body: text ? JSON.parse(text) : null, etag: response.headers.get("ETag") };
  }

  async #validToken() {
    if (this.#token && this.#token.endsAt - this.#now() > LAST_USE) return this.#token;
    this.#fetching ??= this.#fetchToken().finally(() => (this.#fetching = null));
    return (this.#token = await this.#fetching);
  }

  /** @returns {Promise<string>} a ticket for one of the room's sockets, valid once and for half a minute */
  async ticket() {
    return (await this.#fetchPass()).ticket;
  }

  async #fetchToken() {
    const asked = this.#now();
    const { token, expiresIn } = await this.#fetchPass();
    return { value: token, endsAt: asked + expiresIn * 1000 };
  }

  async #fetchPass() {
    const response = await reach(this.#passUrl, {
      method: "POST",
      headers: { "X-Requested-With": "sessionroom", Accept: "application/json" },
      body: new URLSearchParams({ session: this.#session }),
      redirect: "manual",
    });
    // A redirect leads to a login page: this person is no longer logged in.
    if (response.type === "opaqueredirect") throw new ApiRefusal(401);
    if (!response.ok) throw await refusal(response);
    return response.json();
  }
}

async function reach(url, options) {
  try {
    return await fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    throw new ApiRefusal(0);
  }
}

async function refusal(response) {
  return new ApiRefusal(response.status, await response.json().catch(() => ({})));
}
