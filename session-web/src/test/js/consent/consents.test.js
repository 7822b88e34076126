import { Consents } from "/resources/js/consent/consents.js";
import { same } from "../assert.js";

const VERSIONS = { VIDEO_CALL: "2", TRANSCRIPTION: "2", AI_ANALYSIS: "1" };
const given = (purpose, more) => ({
  role: "CLIENT",
  purpose,
  decision: "GIVEN",
  textVersion: VERSIONS[purpose],
  own: true,
  ...more,
});

/** A client's page with these stored decisions. */
function page(decisions, role = "CLIENT") {
  const posted = [];
  const api = {
    get: async () => ({ body: decisions }),
    post: async (path, body) => posted.push([body.purpose, body.decision]),
  };
  return { posted, consents: new Consents({ api, role, versions: VERSIONS, language: "pt-BR" }) };
}

export async function whatSomebodyElseAgreedToAtTheSameSeatIsNotRemembered() {
  const former = Object.keys(VERSIONS).map((purpose) => given(purpose, { own: false }));
  const { consents, posted } = page(former);
  same([...(await consents.remembered())], []);
  await consents.decide("VIDEO_CALL", false);
  same(posted, [["VIDEO_CALL", "REFUSED"]], "nothing of theirs is withdrawn");
}

export async function ownAgreementsAreRememberedUntilTakenBack() {
  const { consents, posted } = page([
    given("TRANSCRIPTION"),
    given("VIDEO_CALL", { own: false, decision: "REFUSED" }),
    given("VIDEO_CALL"),
    given("TRANSCRIPTION", { decision: "WITHDRAWN" }),
    given("VIDEO_CALL", { role: "THERAPIST", own: false, decision: "WITHDRAWN" }),
  ]);
  same([...(await consents.remembered())], ["VIDEO_CALL"]);
  await consents.decide("VIDEO_CALL", false);
  same(posted, [["VIDEO_CALL", "WITHDRAWN"]]);
}

export async function whatWasSaidToAnotherTextIsAskedAnew() {
  const { consents } = page([given("VIDEO_CALL", { textVersion: "1" }), given("AI_ANALYSIS")]);
  same([...(await consents.remembered())], ["AI_ANALYSIS"]);
}

export async function whatCouldNotBeAskedIsNotKnown() {
  const api = { get: () => Promise.reject(new Error("503")) };
  const consents = new Consents({ api, role: "CLIENT", versions: VERSIONS, language: "pt-BR" });
  same(await consents.remembered(), null);
}
