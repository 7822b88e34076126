import { ownTimeZone } from "/resources/js/room/clock.js";
import { zoneName } from "/resources/js/shared/messages.js";
import { open } from "/resources/js/session/course.js";
import { same } from "../assert.js";
import { settled } from "../window.js";

const PAULO = {
  participantId: "p",
  role: "THERAPIST",
  name: "Dr. Paulo",
  state: "PRESENT",
  since: "2026-11-22T18:58:00Z",
};
const ANA = { participantId: "a", role: "CLIENT", name: "Ana", state: "PRESENT", since: "2026-11-22T19:03:00Z" };
const ACTIVE = { status: "ACTIVE", endsAt: "2026-11-22T21:02:00Z", clientSharing: false };

/** The course panel in a page, at 19:30 on the day of the session. */
class Tool {
  steps = [{ from: "PENDING", to: "ACTIVE", at: "2026-11-22T19:02:00Z" }];
  commands = [];
  accepted = true;
  all = [PAULO, ANA];
  place = document.createElement("section");

  constructor(role = "THERAPIST") {
    document.body.append(this.place);
    const tool = this;
    this.view = open(this.place, {
      role,
      locale: "pt-BR",
      timeZone: "UTC",
      names: { THERAPIST: "Dr. Paulo", CLIENT: "Ana" },
      planned: { startsAt: "2026-11-22T19:00:00Z", minutes: "50" },
      api: { get: async () => ({ body: tool.steps }) },
      clock: { now: () => Date.parse("2026-11-22T19:30:00Z") },
      people: {
        get all() {
          return tool.all;
        },
        otherName: () => "Ana",
      },
      run: async (command, more) => {
        tool.commands.push([command, more]);
        return tool.accepted;
      },
    });
  }

  async follow(session) {
    this.view.follow(session);
    await settled();
    return this;
  }

  find(selector) {
    return this.place.querySelector(selector);
  }

  texts(selector) {
    return [...this.place.querySelectorAll(selector)].map(({ textContent }) => textContent);
  }

  static async with(test, role) {
    const tool = new Tool(role);
    try {
      await test(tool);
    } finally {
      tool.place.remove();
    }
  }
}

export async function whatHappenedAndWhatComesStandInOrder() {
  await Tool.with(async (tool) => {
    await tool.follow(ACTIVE);
    same(tool.texts(".course-time"), ["19:02", "19:50", "20:52", "21:00", "21:02"]);
    same(tool.texts(".coming .course-time"), ["19:50", "20:52", "21:00", "21:02"]);
    same(tool.find(".course-coming").previousElementSibling.textContent.startsWith("19:02"), true);
  });
}

export async function aStepThatHappensIsFetched() {
  await Tool.with(async (tool) => {
    await tool.follow(ACTIVE);
    tool.steps = [...tool.steps, { from: "ACTIVE", to: "PAUSED", at: "2026-11-22T19:20:00Z" }];
    await tool.follow({ ...ACTIVE, status: "PAUSED" });
    same(tool.texts(".course-time").slice(0, 2), ["19:02", "19:20"]);
  });
}

export async function withoutTheStepsItIsStillToldWhenItStarted() {
  await Tool.with(async (tool) => {
    tool.steps = [];
    await tool.follow({ ...ACTIVE, startedAt: "2026-11-22T19:02:00Z" });
    same(tool.texts(".course-time")[0], "19:02");
  });
}

export async function aSessionNotYetStartedHasNoEnd() {
  await Tool.with(async (tool) => {
    tool.steps = [];
    await tool.follow({ status: "PENDING", endsAt: null });
    same([tool.texts(".course-time"), tool.find(".course-coming")], [[], null]);
  });
}

export async function bothSeatsAreShownAlsoOneThatIsEmpty() {
  await Tool.with(async (tool) => {
    tool.all = [PAULO];
    await tool.follow(ACTIVE);
    const states = [...tool.place.querySelectorAll(".course-person")].map(({ dataset }) => dataset.presence);
    same(states, ["PRESENT", "ABSENT"]);
  });
}

export async function theTherapistSwitchesTheClientsSharing() {
  await Tool.with(async (tool) => {
    await tool.follow(ACTIVE);
    const sharing = tool.find("#client-sharing");
    sharing.click();
    await settled();
    same(tool.commands, [["SET_SHARING", { allowed: true }]]);
    await tool.follow({ ...ACTIVE, clientSharing: true });
    same(sharing.checked, true);
  });
}

export async function aSwitchThatWasRefusedGoesBack() {
  await Tool.with(async (tool) => {
    await tool.follow(ACTIVE);
    tool.accepted = false;
    tool.find("#client-sharing").click();
    await settled();
    same(tool.find("#client-sharing").checked, false);
  });
}

export async function theClientReadsWhatIsAllowed() {
  await Tool.with(async (tool) => {
    await tool.follow(ACTIVE);
    same(tool.find("#client-sharing"), null);
    const before = tool.texts(".course-part:last-child > .secondary")[0];
    await tool.follow({ ...ACTIVE, clientSharing: true });
    same(before === tool.texts(".course-part:last-child > .secondary")[0], false);
  }, "CLIENT");
}

export function aZoneIsCalledWhatItIsCalledAtThatTime() {
  const then = Date.parse("2026-11-22T19:00:00Z");
  same(zoneName("en", "Europe/Lisbon", then), "Western European Time");
}

export function aComputerWhoseZoneNobodyKnowsHasTheHospitals() {
  same(ownTimeZone("America/Manaus"), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const known = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: "Etc/Unknown" });
  try {
    same(ownTimeZone("America/Manaus"), "America/Manaus");
  } finally {
    Intl.DateTimeFormat.prototype.resolvedOptions = known;
  }
}
