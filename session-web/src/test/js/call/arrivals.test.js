import { Arrivals } from "/resources/js/call/arrivals.js";
import { same } from "../assert.js";

function page(role) {
  const told = [];
  const arrivals = new Arrivals(role, { notify: (words) => told.push(words), over: () => told.push("over") });
  const follow = (other, admitted = true) => arrivals.follow({ admitted }, other);
  return { told, follow };
}

export function theTherapistIsCalledWhenTheClientWaitsAndNoMoreOnceTheyAreIn() {
  const { told, follow } = page("THERAPIST");
  same(follow(undefined), false);
  same(follow("WAITING"), true, "somebody new");
  same(follow("WAITING"), false, "the same");
  follow("PRESENT");
  same(told, ["knock.waiting", "over"]);
}

export function whoComesBackIsAnnouncedToo() {
  const { told, follow } = page("THERAPIST");
  follow("PRESENT");
  follow("AWAY");
  follow("PRESENT");
  follow("PRESENT");
  same(told, ["knock.back"]);
}

export function whatThePageFindsWhenItOpensIsNoNews() {
  for (const role of ["THERAPIST", "CLIENT"]) {
    const { told, follow } = page(role);
    follow("PRESENT");
    same(told, [], role);
  }
  const { told, follow } = page("THERAPIST");
  follow("WAITING");
  same(told, []);
}

export function theClientIsCalledOnceWhenTheRoomOpens() {
  const { told, follow } = page("CLIENT");
  follow(undefined, false);
  follow("PRESENT", false);
  follow("PRESENT", true);
  same(told, ["knock.open"]);
}
