import { initials, People, shortName } from "/resources/js/participant/people.js";
import { same } from "../assert.js";

const PAULO = { participantId: "p", role: "THERAPIST", name: "Dr. Paulo Rezende", state: "PRESENT" };
const bruno = (invitation) => ({ participantId: "c", role: "CLIENT", name: "Bruno Dias", state: "WAITING", invitation });

/** As ShortNameTest and InitialsTest have them for the server. */
export function aNameIsShortAndHasInitials() {
  same(
    ["Ana Martins", "Dr. Paulo Rezende", "🌱 Broto", "J. M.", "🌱"].map(shortName),
    ["Ana", "Dr. Paulo", "🌱 Broto", "J. M.", "🌱"],
  );
  same(["Ana Martins", "Dr. Paulo Rezende", "J. M.", "🌱 Broto"].map(initials), ["AM", "PR", "JM", "🌱B"]);
}

function room(you) {
  const people = new People({ THERAPIST: "Dr. Paulo", CLIENT: "Alice" });
  people.you = you;
  people.follow([PAULO, bruno("newer")]);
  return people;
}

export function whoeverTakesASeatIsNotTheAuthorOfWhatWasWrittenBefore() {
  const people = room(PAULO);
  same(people.author({ by: "c", invitation: "newer" }), "Bruno");
  same(people.author({ by: "c", invitation: "older" }), "room.former");
  same(people.author({ by: "c" }), "room.former");
  same(people.author({ by: "p" }), "Dr. Paulo");
  same(people.author({ by: "somebody" }), undefined);
}

export function onesOwnIsWhatOneWroteByTheSameInvitation() {
  const brunos = room(bruno("newer"));
  same(brunos.isYou({ by: "c", invitation: "newer" }), true);
  same(brunos.isYou({ by: "c", invitation: "older" }), false);
  same(room(PAULO).isYou({ by: "p" }), true);
  same(room(PAULO).isYou({ by: "c" }), false);
}

export function theOtherIsWhoeverHasTheSeatNow() {
  const people = room(PAULO);
  same([people.otherFullName("THERAPIST"), people.otherName("THERAPIST")], ["Bruno Dias", "Bruno"]);
  people.follow([PAULO]);
  same(people.otherFullName("THERAPIST"), "Alice", "as the page knew before anybody was there");
}
