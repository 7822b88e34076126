import { Assistant } from "/resources/js/assistant/assistant.js";
import { holds, same } from "../assert.js";

class Ears extends EventTarget {
  followed = [];

  follow(now) {
    this.followed.push(now);
  }
}

class Place {
  people = [
    { participantId: "p", role: "THERAPIST", state: "PRESENT" },
    { participantId: "c", role: "CLIENT", state: "PRESENT" },
  ];
  agreed = ["TRANSCRIPTION", "AI_ANALYSIS"];
  ears = new Ears();
  waiting = [];

  constructor(role = "THERAPIST") {
    const place = this;
    this.assistant = new Assistant({
      role,
      people: {
        get all() {
          return place.people;
        },
      },
      consents: { byBoth: (purpose) => place.agreed.includes(purpose) },
      speech: async () => this.ears,
      wait: (act) => this.waiting.push(act),
    });
    this.assistant.possible = true;
    this.tells();
  }

  tells(more = {}) {
    this.assistant.follow({ status: "ACTIVE", admitted: true, offRecord: [], ...more });
  }

  listens(by, state) {
    this.assistant.receive({ type: "listening", by, state });
  }

  passes() {
    for (const act of this.waiting.splice(0)) act();
  }

  settled() {
    return new Promise((resolve) => setTimeout(resolve));
  }
}

export function itListensWhileBothAgreeAndNothingElseWasHeard() {
  const place = new Place();
  same(place.assistant.state, "LISTENING");
  place.listens("p", "ON");
  place.listens("c", "RECONNECTING");
  same(place.assistant.state, "LOST");
  place.listens("c", "ON");
  same(place.assistant.state, "LISTENING");
}

export function aMicrophoneThatIsOnAndNeverListenedToIsSaidNotToBeHeard() {
  for (const on of [{ on: true }, { on: false, otherOn: true }]) {
    const place = new Place();
    place.assistant.hear({ track: null, ...on });
    same(place.assistant.state, "LISTENING");
    place.passes();
    same(place.assistant.state, "LOST");
    place.listens("p", "ON");
    place.listens("c", "ON");
    same(place.assistant.state, "LISTENING");
  }
}

export function aMicrophoneThatIsHungUpAndStaysSoIsSaidNotToBeHeard() {
  const place = new Place();
  place.listens("c", "ON");
  place.listens("c", "OFF");
  same(place.assistant.state, "LISTENING");
  place.passes();
  same(place.assistant.state, "LOST");
  place.listens("c", "ON");
  same(place.assistant.state, "LISTENING");
}

export function oneThatIsOpenedAnewInTimeIsNot() {
  const place = new Place();
  place.listens("c", "OFF");
  place.listens("c", "ON");
  place.passes();
  same(place.assistant.state, "LISTENING");
}

export function whoeverWentIsNotMissed() {
  const place = new Place();
  place.people[1].state = "AWAY";
  place.listens("c", "OFF");
  place.passes();
  same(place.assistant.state, "LISTENING");
}

export function whoeverCameBackIsMissedAgain() {
  const place = new Place();
  place.listens("c", "OFF");
  place.people[1].state = "AWAY";
  place.passes();
  place.people[1].state = "PRESENT";
  place.listens("c", "OFF");
  place.passes();
  same(place.assistant.state, "LOST");
}

export async function onesOwnMicrophoneThatIsRefusedIsSaidNotToBeHeardUntilTheRoomTellsNews() {
  const place = new Place();
  await place.settled();
  place.ears.dispatchEvent(new CustomEvent("refused", { detail: { code: 4006 } }));
  place.passes();
  same(place.assistant.state, "LOST");
  place.tells();
  same(place.assistant.state, "LISTENING");
  await place.settled();
  holds(place.ears.followed.at(-1).news);
}

export function whoseLineIsCutIsNotHeard() {
  const place = new Place("CLIENT");
  place.assistant.cut = true;
  same(place.assistant.state, "LOST");
  place.assistant.cut = false;
  same(place.assistant.state, "LISTENING");
}

export function inAPauseNobodyIsMissed() {
  const place = new Place();
  place.tells({ status: "PAUSED" });
  place.listens("c", "OFF");
  place.passes();
  same(place.assistant.state, "PAUSED");
}

export function anAiReadsWhatIsWrittenDownOnlyWhileBothAgreeToBoth() {
  const place = new Place("CLIENT");
  same(place.assistant.reads, true);
  place.agreed = ["TRANSCRIPTION"];
  same(place.assistant.reads, false);
  place.agreed = ["AI_ANALYSIS"];
  same(place.assistant.reads, false, "there is nothing to read");
}

export async function soundThatDoesNotFlowIsNotListenedTo() {
  const place = new Place();
  await place.settled();
  const flow = (flows) => place.ears.dispatchEvent(new CustomEvent("flow", { detail: { flows } }));
  flow(false);
  place.passes();
  same(place.assistant.state, "LOST");
  flow(true);
  same(place.assistant.state, "LISTENING");
}
