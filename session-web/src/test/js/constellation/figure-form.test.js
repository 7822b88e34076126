import { BoardPage } from "../room/board-page.js";
import { holds, same } from "../assert.js";
import { edit, place, remove } from "../fixtures.js";

/** A therapist with the form of the figure "Mãe" open. */
function withForm() {
  const page = new BoardPage().commits(place("m"));
  page.board.listActions.act("edit", "m");
  return page;
}

const note = (page) => page.id("figure-form-note").textContent;

export function onlyWhatWasChangedInTheFormIsSent() {
  const page = withForm();
  page.types("label", "Avó");
  page.commits({ ...edit("m"), label: "Mãe", figureKind: "WOMAN" });
  same(page.id("figure-size").value, "1.5", "what is not touched follows");
  holds(note(page), "that the other changed it is said");
  page.keeps();
  same(page.waiting.change, { kind: "FigureEdited", figureId: "m", label: "Avó" });
  same(page.waiting.expected, { label: "Mãe" });
  same([page.figure("Avó").colour, page.figure("Avó").size], ["PETROL", 1.5]);
  page.end();
}

export function whatBothChangeIsSaidBeforeItIsKept() {
  const page = withForm();
  page.types("label", "Avó");
  page.commits({ kind: "FigureEdited", figureId: "m", label: "Tia" });
  same(note(page), "form.both");
  page.keeps();
  same([page.waiting.change.label, page.waiting.expected], ["Avó", { label: "Tia" }]);
  page.end();
}

export function aFormInWhichNothingWasChangedSendsNothing() {
  const page = withForm();
  page.commits({ kind: "FigureEdited", figureId: "m", colour: "MOSS", size: 1.23 });
  page.keeps();
  same([page.id("figure-form").open, page.waiting], [false, undefined]);
  page.end();
}

export function aFigureRemovedUnderItsFormIsSaidAtOnceAndCanBePlacedAnew() {
  const page = withForm();
  page.types("label", "Avó");
  page.commits(remove("m"));
  same(note(page), "form.removed");
  same(page.id("figure-label").value, "Avó");
  page.keeps();
  same([page.waiting.change.kind, page.waiting.change.label, page.waiting.change.x], ["FigurePlaced", "Avó", 0]);
  page.end();
}

export function aFigurePutBackUnderItsFormIsChangedAndNotPlacedTwice() {
  const page = withForm();
  page.types("label", "Avó");
  page.commits(remove("m"));
  page.commits(place("m", { colour: "MOSS" }));
  same(note(page), "form.returned");
  page.keeps();
  same(page.waiting.change, { kind: "FigureEdited", figureId: "m", label: "Avó" });
  page.end();
}

export async function whyItWasRefusedIsNoLongerSaidOfWhatIsTypedNext() {
  const page = withForm();
  page.types("label", "Avó");
  page.keeps();
  await page.frames();
  page.refuses("STALE");
  page.types("label", "Avô");
  same(page.id("figure-form-error").textContent, "");
  page.end();
}

export async function whatTheServerRefusesStandsInTheFormAgain() {
  const page = withForm();
  page.types("label", "Avó");
  page.keeps();
  await page.frames();
  page.refuses("STALE");
  same([page.id("figure-form").open, page.id("figure-label").value], [true, "Avó"]);
  same(page.id("figure-form-error").textContent, "form.stale");
  holds(page.store.getItem("draft:figure").includes("Avó"), "it is kept");
  page.end();
}

export function aLabelTheServerWouldRefuseStaysInTheForm() {
  for (const label of ["M\u202Ee", "x".repeat(41)]) {
    const page = withForm();
    page.types("label", label);
    page.keeps();
    same([page.id("figure-form").open, page.id("figure-label").value, page.waiting], [true, label, undefined]);
    holds(page.id("figure-label-error").textContent, "why it does not go is said");
    page.end();
  }
}

export function theOtherSeesThatAFigureIsBeingEdited() {
  const page = withForm();
  const told = page.sent.filter(({ type }) => type === "preview");
  same(told, [{ type: "preview", figureId: "m", x: 0, y: 0, facing: 0, editing: true }]);
  page.board.preview({ by: "other", figureId: "m", x: 0, y: 0, facing: 0, editing: true });
  same(note(page), "form.other");
  page.end();
}

export async function theOtherSeesThatItIsNoLonger() {
  const page = withForm();
  page.keeps();
  await page.frames(3);
  same(page.sent.at(-1), { type: "release", figureId: "m" });
  page.end();
}

export function whatWasTypedBeforeThePageWentMeetsTheFigureAsItIsNow() {
  const page = withForm();
  page.types("label", "Avó");
  const kept = page.store.getItem("draft:figure");
  page.end();
  const again = new BoardPage().commits(place("m", { colour: "MOSS" }));
  again.store.setItem("draft:figure", kept);
  again.board.resumeForm();
  again.keeps();
  same(again.waiting.change, { kind: "FigureEdited", figureId: "m", label: "Avó" });
  again.end();
}

export function whatWasTypedForAFigureThatIsGoneIsNotLost() {
  const page = new BoardPage();
  page.store.setItem("draft:figure", JSON.stringify({ figureId: "m", figure: { label: "Avó" }, touched: ["label"] }));
  page.board.resumeForm();
  same([page.id("figure-label").value, note(page)], ["Avó", "form.removed"]);
  page.end();
}

export function formsLeftOpenInTwoWindowsAreBothOfferedAndThatIsSaid() {
  const page = new BoardPage().commits(place("m"));
  const draft = (label) => JSON.stringify({ figureId: "m", figure: { label }, touched: ["label"] });
  page.store.setItem("draft:figure", draft("Avó"));
  page.store.behind["draft:figure"] = [draft("Tia")];
  page.board.resumeForm();
  same([page.id("figure-label").value, note(page)], ["Avó", "form.begun"]);
  page.id("figure-form-back").click();
  page.id("figure-form").dispatchEvent(new Event("close"));
  same([page.id("figure-form").open, page.id("figure-label").value, note(page)], [true, "Tia", ""]);
  page.id("figure-form-back").click();
  page.id("figure-form").dispatchEvent(new Event("close"));
  same([page.id("figure-form").open, page.store.getItem("draft:figure")], [false, null]);
  page.end();
}

export function aRightTakenAwayUnderTheFormIsSaidAtOnceUntilItIsGivenBack() {
  const page = withForm();
  page.types("label", "Avó");
  const allows = (right) => page.board.rights(right, { name: "Ana", role: "CLIENT", yields: true });
  allows(false);
  same(page.id("figure-form-error").textContent, "rejection.NOT_ALLOWED");
  allows(true);
  same([page.id("figure-form-error").textContent, page.id("figure-label").value], ["", "Avó"]);
  page.keeps();
  same(page.waiting.change.label, "Avó");
  page.end();
}
