/** Who agrees to what, and this person's own answers. */
export class Consents {
  #api;
  #role;
  #versions;
  #language;
  #given = {};
  #remembered = new Set();

  /**
   * @param {{api: RoomApi, role: string, versions: object, language: string}} page `versions`: of the text of each purpose
   *     that is asked for here
   */
  constructor({ api, role, versions, language }) {
    this.#api = api;
    this.#role = role;
    this.#versions = versions;
    this.#language = language;
  }

  /** What is asked for here. */
  get purposes() {
    return Object.keys(this.#versions);
  }

  /** After every frame that tells of the session. */
  follow({ consents }) {
    this.#given = consents;
    this.#remembered.clear();
  }

  /** Whether somebody agrees to it now; without a role, this person. */
  given(purpose, role = this.#role) {
    return Boolean(this.#given[purpose]?.includes(role));
  }

  byBoth(purpose) {
    return this.given(purpose, "THERAPIST") && this.given(purpose, "CLIENT");
  }

  /**
   * @returns {Promise<Set<string>|null>} what this person agreed to last, before the room says so. Not what somebody else said
   *     who had the seat before, and not what was said to another text. Null when it could not be asked.
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
