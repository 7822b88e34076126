/** The people in the room, and their names. */
import { message } from "../shared/messages.js";
import { graphemes } from "../shared/text.js";

/** Such as "Ana" of "Ana Martins", "Dr. Paulo" of "Dr. Paulo Rezende"; the server has the same rule (ShortName). */
export function shortName(name) {
  const words = name.trim().split(/\s+/);
  const first = words.findIndex((word) => /\p{L}/u.test(word) && !word.endsWith("."));
  return first < 0 ? name : words.slice(0, first + 1).join(" ");
}

/** The initials of the first and the last name, as on the agenda (Initials). */
export function initials(name) {
  const all = name.split(/\s+/).filter(Boolean);
  const named = all.filter((word) => !word.endsWith("."));
  const words = named.length ? named : all;
  return [...new Set([0, words.length - 1])]
    .map((at) => graphemes(words[at] ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/**
 * Whether a person wrote or said something: the client's seat can pass to another person with another invitation.
 *
 * @param {{participantId: string, invitation?: string}|null} somebody
 */
export const isBy = (somebody, { by, invitation }) =>
  by === somebody?.participantId && invitation === somebody.invitation;

export class People {
  #people = new Map();
  #known;
  you = null;

  /** @param {{THERAPIST: string, CLIENT: string}} names known to the page before anybody is there */
  constructor(names) {
    this.#known = names;
  }

  follow(people) {
    this.#people = new Map(people.map((person) => [person.participantId, person]));
  }

  /** All holders of a seat that are known. */
  get all() {
    return [...this.#people.values()];
  }

  /** The holder of the other seat, if known. */
  other(role) {
    return this.all.find((person) => person.role !== role);
  }

  /** The full name of the current holder of the seat, which another person may take. */
  otherFullName(role) {
    return this.other(role)?.name ?? this.#known[role === "THERAPIST" ? "CLIENT" : "THERAPIST"];
  }

  otherName(role) {
    return shortName(this.otherFullName(role));
  }

  /** Whether this person wrote or said it. */
  isYou(words) {
    return isBy(this.you, words);
  }

  /** @returns {string|undefined} the author's name; undefined if unknown */
  author({ by, invitation }) {
    const holder = this.#people.get(by);
    if (holder && holder.invitation !== invitation) return message("room.former");
    return holder && shortName(holder.name);
  }

  /** @returns {{name: string, role: string}} short, for a tag */
  person(participantId) {
    const { name, role } = this.#people.get(participantId) ?? { name: "", role: "" };
    return { name: shortName(name), role };
  }
}
