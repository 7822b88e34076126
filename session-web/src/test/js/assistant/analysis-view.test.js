import { place as placed } from "../fixtures.js";
import { holds, same } from "../assert.js";
import { settled } from "../window.js";
import { at, Panel } from "./analysis-panel.js";

const captions = (panel) => panel.all(".mentions > .caption").map(({ textContent }) => textContent);

export async function thatNothingWasFoundIsSaidWhereNothingWas() {
  await Panel.with(
    (panel) => panel.says("l1", "Bom dia"),
    (panel) => same(captions(panel), ["safety.none"]),
  );
}

export async function whereNothingWasTranscribedNothingIsSaidToBeAbsent() {
  await Panel.with(
    (panel) => panel.says("l1", null).says("l2", null),
    (panel) => same(captions(panel), ["safety.unsearched", "safety.gaps.many"]),
  );
}

export async function whatCouldNotBeSearchedIsSaid() {
  await Panel.with(
    (panel) => panel.says("l1", "Bom dia").says("l2", null).says("l3", null),
    (panel) => same(captions(panel), ["safety.none", "safety.gaps.many"]),
  );
}

export async function aMentionThatWasSeenIsNeverDenied() {
  await Panel.with(
    (panel) => panel.says("l1", "Penso em morrer").mentions("l1"),
    async (panel) => {
      same(panel.all(".mention").length, 1, "to review");
      panel.find(".mention [data-do=seen]").click();
      await settled();
      same(panel.asked, [["analysis/mentions/l1/review", { category: "SUICIDE" }]]);
      same(panel.all(".mentions > .mention").length, 0, "left to review");
      same(captions(panel), ["safety.purpose"]);
      same(panel.all(".mentions-seen .mention").length, 1, "seen");
      same(panel.find(".mentions-seen [data-do=seen]"), null);
      panel.find(".mentions-seen").open = true;
      panel.find(".mentions-seen [data-do=line]").click();
      same(document.activeElement.dataset.line, "l1");
    },
  );
}

export async function withoutConsentNothingIsSaidOfMentions() {
  await Panel.with(
    (panel) => {
      panel.says("l1", "Bom dia");
      for (const part of ["sentiments", "arc", "mentions"]) delete panel.answer[part];
      return panel;
    },
    (panel) => {
      holds(panel.find(".mentions").hidden, "there is nothing to review");
      same(panel.all("[data-tone]:not([hidden])").length, 0, "tones");
    },
  );
}

export async function ofWhatWasErasedNothingIsClaimed() {
  await Panel.with(
    (panel) => {
      Object.assign(panel, { state: "ERASED" }).moves("Mãe", 1).suggests("Fala da mãe", { lineId: "gone", quote: null });
      panel.answer.rounds.push({ kind: "DRAFT", form: "SOAP", state: "DONE", analyst: "HOUSE", insights: [] });
      return panel;
    },
    (panel) => {
      same(panel.all(".citation").length, 0, "citations that lead nowhere");
      holds(panel.place.textContent.includes("insight.gone"), "it is said that the line is gone");
      holds(!panel.place.textContent.includes("note.noEvidence"), "that there was no evidence is not said");
      same(panel.find("[data-do=draft]"), null);
      holds(panel.find(".mentions").hidden, "nothing is said of mentions");
      same(panel.all(".talk-bar").map((bar) => bar.closest("section").hidden), [true], "talk is hidden");
      same(panel.find(".transcript-state").textContent, "transcript.state.ERASED");
    },
  );
}

export async function whyTheHouseAnsweredInPlaceOfAServiceIsSaid() {
  await Panel.with(
    (panel) => {
      panel.says("l1", "Bom dia").suggests("Cumprimenta", { lineId: "l1", quote: null });
      panel.answer.rounds[0].failure = "REFUSED_LOGIN";
      return panel;
    },
    (panel) => same(panel.find(".insight-origin").textContent, "insight.failed.FAILED insight.house"),
  );
}

export async function aLineThatMayBeNoSpeechIsMarked() {
  await Panel.with(
    (panel) => {
      panel.says("l1", "Obrigado por assistir").says("l2", "Bom dia", { from: 3, to: 4 });
      panel.lines[0].doubtful = true;
      return panel;
    },
    (panel) =>
      same(
        panel.all(".transcript-line").map((line) => line.querySelector(".doubtful")?.textContent ?? null),
        ["transcript.doubtful", null],
      ),
  );
}

export async function everyLineSaysHowItSoundsAndWhenThatIsUncertain() {
  await Panel.with(
    (panel) => panel.says("l1", "Estou feliz", { tone: "POSITIVE" }).says("l2", "Hum", { from: 3, to: 4, tone: "UNCERTAIN" }),
    (panel) => {
      same(
        panel.all("[data-tone]:not([hidden])").map(({ textContent }) => textContent),
        ["tone.POSITIVE", "tone.UNCERTAIN"],
      );
    },
  );
}

export async function theArcsNumbersSayHowCertainTheyAre() {
  await Panel.with(
    (panel) => {
      panel.says("l1", "Hum", { tone: "UNCERTAIN" });
      panel.answer.arc = { CLIENT: [[{ lineId: "l1", at: at(2), valence: -0.25, weight: 0.1 }]] };
      return panel;
    },
    (panel) => same(panel.rows(".analysis-numbers")[0], ["19:00", "Ana", "-0,25", "tone.UNCERTAIN", "40%"]),
  );
}

export async function silencesOverlapsAndWhoMovedWhatAreShown() {
  await Panel.with(
    (panel) => {
      Object.assign(panel.answer.talk, { overlap: 6000, silences: [{ from: at(20), to: at(32), brokenBy: "CLIENT" }] });
      return panel.moves("Mãe", 3);
    },
    (panel) => {
      const all = panel.rows(".analysis-numbers");
      holds(all.some((row) => row[0] === "19:00" && row[2] === "Ana"), "the silence and who broke it are there");
      holds(all.some((row) => row[0] === "Mãe" && row[1] === "3" && row[2] === "0"), "who moved what is there");
      holds(panel.place.textContent.includes("analysis.overlap"), "overlaps are there");
    },
  );
}

export async function whatAFormerClientDidIsNotTheNewOnes() {
  await Panel.with(
    (panel) => {
      panel.says("l1", "Penso em morrer").mentions("l1").says("l2", "Bom dia", { from: 3, to: 4 }).mentions("l2").moves("Mãe", 3);
      panel.lines[0].invitation = "former";
      panel.answer.clients = 2;
      panel.answer.arc = {
        CLIENT: [["l1", "l2"].map((lineId, index) => ({ lineId, at: at(index + 1), valence: 0, weight: 1 }))],
      };
      return panel;
    },
    (panel) => {
      const said = panel.all(".mention > .caption").map(({ textContent }) => textContent.split(" · ")[1]);
      same(said, ["room.former", "Ana"]);
      same(panel.rows(".analysis-numbers").slice(0, 2).map((row) => row[1]), ["room.former", "Ana"]);
      const seats = panel.all(".arc-legend [data-role=CLIENT], .talk-words b").map(({ textContent }) => textContent.trim());
      same(seats.filter((name) => name === "analysis.clients").length, 3, "the arc, the talk and the field");
      holds(!seats.includes("Ana"), "nothing that is counted is hers alone");
    },
  );
}

const shares = (panel) => panel.all(".talk-words")[0]?.textContent;

export async function whereNobodyWasHeardNothingIsClaimedOfTalkAndSilence() {
  await Panel.with(
    (panel) => {
      Object.assign(panel.answer.talk, { speakers: { CLIENT: {}, THERAPIST: {} }, overlap: undefined, unheard: 60_000 });
      return panel;
    },
    (panel) => {
      holds(panel.place.textContent.includes("analysis.talk.none"), "that it is not known is said");
      holds(!panel.place.textContent.includes("%"), "no share is claimed");
      same(panel.find(".talk-bar"), null);
    },
  );
}

export async function whoWasNeverHeardIsUnknownAndSoIsTheSilence() {
  await Panel.with(
    (panel) => {
      Object.assign(panel.answer.talk, { overlap: undefined, unheard: 60_000 });
      panel.answer.talk.speakers.THERAPIST = {};
      return panel;
    },
    (panel) => {
      same(shares(panel), "Ana 50%room.you –analysis.silent –");
      holds(panel.rows(".analysis-numbers").some((row) => row.join() === "room.you,–,–,–,–,–"), "nor in the numbers");
    },
  );
}

export async function whatWasMeasuredToBeNothingIsNothing() {
  await Panel.with(
    (panel) => panel,
    (panel) => holds(shares(panel).endsWith("analysis.silent 0%"), "there was no silence"),
  );
}

export async function aDraftThatIsAskedForAgainSaysWhenAndKeepsNobodyFromAsking() {
  await Panel.with(
    (panel) => {
      const waiting = { state: "ASKED", attempts: 2, lastFailure: "BUSY", nextTryAt: at(90) };
      panel.answer.rounds.push({ kind: "DRAFT", form: "SOAP", ...waiting });
      return panel;
    },
    (panel) => {
      holds(panel.find(".insight-state").textContent.includes("insight.nextTry"), "the next try is told");
      same(panel.find("[data-do=draft]").disabled, false);
    },
  );
}

export async function aDraftThatIsBeingWrittenIsNotAskedForTwice() {
  await Panel.with(
    (panel) => {
      panel.answer.rounds.push({ kind: "DRAFT", form: "SOAP", state: "ASKED", attempts: 1 });
      return panel;
    },
    (panel) => {
      holds(!panel.find(".insight-state").textContent.includes("insight.nextTry"), "no next try is told");
      same(panel.find("[data-do=draft]").disabled, true);
    },
  );
}

export async function aCitationLeadsToTheLineAndToTheFieldAtThatTime() {
  await Panel.with(
    (panel) => {
      panel.journal = [
        { seq: 1, at: at(1), change: placed("f1", { label: "Mãe" }) },
        { seq: 2, at: at(8), change: placed("f2", { label: "Pai" }) },
      ];
      return panel.says("l1", "Minha mãe", { from: 2, to: 4 }).moves("Mãe", 2).suggests("Fala da mãe", { lineId: "l1" }, { seq: 2 });
    },
    async (panel) => {
      panel.find(".citation[data-line]").click();
      same(document.activeElement.dataset.line, "l1");
      const field = async (chip) => {
        chip.click();
        // Its module is loaded with the first click.
        for (let i = 0; i < 200 && !document.querySelector("dialog.moment"); i++) await new Promise((next) => setTimeout(next, 50));
        const dialog = document.querySelector("dialog.moment");
        const label = dialog.querySelector("[role=img]").getAttribute("aria-label");
        dialog.close();
        dialog.remove();
        return label;
      };
      same(await field(panel.find(".citation[data-during]")), "Mãe");
      same(await field(panel.find(".citation[data-seq]")), "Mãe, Pai");
      same(panel.refused, []);
    },
  );
}

/** @param {string[]} lines hostile texts, as utterances and as statements of a model that repeats them */
export async function whateverIsSaidIsShownAsText(lines = ["<img src=x onerror=\"alert(1)\"><b>x</b>"]) {
  for (const said of lines) {
    await Panel.with(
      (panel) =>
        panel.says("l1", said).mentions("l1").mentions("l1", { category: "ABUSE", reviewed: true }).moves(said, 1)
          .suggests(said, { lineId: "l1", quote: said }),
      (panel) => {
        for (const place of [".transcript-words", ".mention-quote", ".insights li", "td"]) {
          holds(panel.all(place).some(({ textContent }) => textContent.includes(said)), `${place} shows ${said}`);
        }
        same(panel.all("script, img, iframe, object, style, link, b[onclick], [onerror], [onload]").length, 0, said);
      },
    );
  }
}

export async function aToneThatComesLaterMovesNothingElse() {
  await Panel.with(
    (panel) => panel.says("l1", "Estou feliz", { tone: "POSITIVE" }),
    async (panel) => {
      const button = panel.find(".transcript-line [data-do=correct]");
      button.focus();
      panel.answer.sentiments.l1.tone = "NEGATIVE";
      panel.analysis.touch();
      panel.passes();
      await settled();
      same(panel.find("[data-tone]").textContent, "tone.NEGATIVE");
      same(document.activeElement === button, true);
    },
  );
}
