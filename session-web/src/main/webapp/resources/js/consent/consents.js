/** Both people's consents, and this person's own answers. */
export class Consents {
  #api;
  #role;
  #versions;
  #language;
  #given = {};
  #remembered = new Set();

  /**
   * @param {{api: RoomApi, role: string, versions: object, language: string}} page `versions`: of the text of each purpose
   *     that is requested here
   */
  constructor({ api, role, versions, language }) {
    this.#api = api;
    this.#role = role;
    this.#versions = versions;
    this.#language = language;
  }

  /** The purposes requested here. */
  get purposes() {
    return Object.keys(this.#versions);
  }

  /** Called after every frame with the session's state. */
  follow({ consents }) {
    this.#given = consents;
    this.#remembered.clear();
  }

  /** Whether a person agrees to it now; by default this person. */
  given(purpose, role = this.#role) {
    return Boolean(this.#given[purpose]?.includes(role));
  }

  byBoth(purpose) {
    return this.given(purpose, "THERAPIST") && this.given(purpose, "CLIENT");
  }

  /**
   * @returns {Promise<Set<string>|null>} this person's last consents, before the room sends them. Without those of a former
   *     holder of the seat, and without those to another text. Null if they could not be fetched.
   */
  async remembered() {
    const { body } = await this.#api.get("consents").catch(() => ({ body: null }));
    if (!body) return null;
    const agreed = (purpose) => {
      const last = body.findLast((one) => one.own && one.purpose === purpose);
      return last?.decision === "GIVEN" && last.textVersion === this.#versions[purpose];
    };
    this.#remembered = new Set(this.purposes.filter(agreed));
    return this.#remembered;
  }

  /**
   * Records this person's answer.
   *
   * @throws {ApiRefusal}
   */
  decide(purpose, given) {
    const before = this.given(purpose) || this.#remembered.has(purpose);
    return this.#api.post("consents", {
      purpose,
      decision: given ? "GIVEN" : before ? "WITHDRAWN" : "REFUSED",
      textVersion: this.#versions[purpose],
      language: this.#language,
    });
  }
}
