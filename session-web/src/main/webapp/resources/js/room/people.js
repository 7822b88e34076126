/** Who is in the room, and how they are called. */

/** Such as "Ana" of "Ana Martins", "Dr. Paulo" of "Dr. Paulo Rezende". */
export function shortName(name) {
  const words = name.trim().split(/\s+/);
  const first = words.findIndex((word) => !word.endsWith("."));
  return first < 0 ? name : words.slice(0, first + 1).join(" ");
}

export class People {
  #people = new Map();
  #known;
  you = null;

  /** @param {{THERAPIST: string, CLIENT: string}} names as the page knows them before anybody is there */
  constructor(names) {
    this.#known = names;
  }

  follow(people) {
    this.#people = new Map(people.map((person) => [person.participantId, person]));
  }

  /** Everybody with a seat who has been seen. */
  get all() {
    return [...this.#people.values()];
  }

  /** The other seat's person, as far as they have been seen. */
  other(role) {
    return this.all.find((person) => person.role !== role);
  }

  otherName(role) {
    return shortName(this.other(role)?.name ?? this.#known[role === "THERAPIST" ? "CLIENT" : "THERAPIST"]);
  }

  /** @returns {{name: string, role: string}} short, for a tag */
  person(participantId) {
    const { name, role } = this.#people.get(participantId) ?? { name: "", role: "" };
    return { name: shortName(name), role };
  }
}
