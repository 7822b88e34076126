import { BoardPage } from "../room/board-page.js";
import { holds, same } from "../assert.js";
import { place, remove } from "../fixtures.js";

const tool = (page, kind) => page.id("tools").querySelector(`[data-kind="${kind}"]`);
const click = (element, detail) => element.dispatchEvent(new MouseEvent("click", { bubbles: true, detail }));
const label = (page) => page.id("label-editor").querySelector("input");
const key = (element, name) => element.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));

function names(page, text) {
  label(page).value = text;
  label(page).dispatchEvent(new Event("input", { bubbles: true }));
  key(label(page), "Enter");
}

export function aClickOnAKindAndAClickIntoTheFieldPlaceAFigureThere() {
  const page = new BoardPage();
  click(tool(page, "MAN"), 1);
  same([tool(page, "MAN").ariaPressed, page.waiting], ["true", undefined]);
  page.press(page.svg, "pointerdown", 300, 200);
  page.press(page.svg, "pointerup", 300, 200);
  const { kind, figureKind, x, y } = page.waiting.change;
  same([kind, figureKind, tool(page, "MAN").ariaPressed], ["FigurePlaced", "MAN", "false"]);
  holds(x < 0 && y < 0, "it stands where the press was");
  same(page.id("figure-form").open, false);
  same(document.activeElement, label(page));
  page.end();
}

export async function aDragIntoTheFieldPlacesAFigureThere() {
  const page = new BoardPage();
  const button = tool(page, "CHILD");
  button.setPointerCapture = () => {};
  page.press(button, "pointerdown", 10, 10);
  page.press(button, "pointermove", 400, 500);
  holds(document.querySelector(".tool-ghost"), "it hangs at the pointer");
  page.press(button, "pointerup", 400, 500);
  click(button, 1);
  same(page.sent.filter(({ type }) => type === "change").length, 1);
  same([page.waiting.change.figureKind, document.querySelector(".tool-ghost")], ["CHILD", null]);
  page.end();
}

export function aDragThatIsCancelledLeavesNothingBehind() {
  const page = new BoardPage();
  const button = tool(page, "CHILD");
  button.setPointerCapture = () => {};
  for (const end of ["pointercancel", "pointercancel", "pointerup"]) {
    page.press(button, "pointerdown", 10, 10);
    page.press(button, "pointermove", 400, 500);
    // A second finger on the same tool.
    page.press(button, "pointerdown", 12, 12);
    page.press(button, end, 400, 500);
  }
  same(page.sent.filter(({ type }) => type === "change").length, 1);
  page.end();
}

export function theLabelIsTypedInPlaceAndMayStayEmpty() {
  const page = new BoardPage();
  click(tool(page, "WOMAN"), 0);
  names(page, "Mãe");
  const placed = page.sent.find(({ change }) => change?.kind === "FigurePlaced");
  page.commits(placed.change, { by: "me", changeId: placed.changeId });
  holds(page.figure("Mãe"), "it has its label");
  same(page.id("label-editor").hidden, true);
  click(tool(page, "WOMAN"), 0);
  key(label(page), "Escape");
  same([page.sync.field.size, page.id("label-editor").hidden], [2, true]);
  page.end();
}

export function aLabelThatCannotBeKeptStaysToBeMended() {
  const page = new BoardPage();
  click(tool(page, "WOMAN"), 0);
  names(page, "M\u202Ee");
  same([page.id("label-editor").hidden, label(page).value, label(page).selectionStart], [false, "M\u202Ee", 1]);
  holds(page.part("error").textContent, "why is said");
  page.end();
}

export function whatIsTypedForAFigureThatIsTakenAwayGoesOnInTheForm() {
  const page = new BoardPage();
  click(tool(page, "WOMAN"), 0);
  const { change, changeId } = page.waiting;
  page.commits(change, { by: "me", changeId });
  label(page).value = "Mãe";
  page.commits(remove(change.figureId));
  same([page.id("figure-form").open, page.id("figure-label").value], [true, "Mãe"]);
  page.end();
}

const overlap = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Bodies and labels as they are drawn. */
function drawn(page) {
  return [...page.svg.querySelectorAll(".figure")].map((figure) => ({
    name: figure.querySelector(".figure-label").textContent,
    boxes: [figure.querySelector(".figure-body"), figure.querySelector(".figure-label")].map((part) =>
      part.getBoundingClientRect(),
    ),
  }));
}

export async function newFiguresStandFreeOfOthersAndTheirLabels() {
  const page = new BoardPage();
  for (let i = 0; i < 9; i++) {
    click(tool(page, ["WOMAN", "MAN", "NEUTRAL"][i % 3]), 0);
    names(page, `Nome bem comprido ${i}`);
  }
  await page.frames(3);
  const figures = drawn(page);
  same(figures.length, 9);
  for (const one of figures) {
    for (const other of figures) {
      const over = one !== other && one.boxes.some((box) => other.boxes.some((place) => overlap(box, place)));
      holds(!over, `${one.name} lies over ${other.name}`);
    }
  }
  page.end();
}

export async function theBarBesideAFigureCoversNoOtherAndNoLabel() {
  const page = new BoardPage();
  const places = [[0, 0], [0, 120], [0, -120], [120, 0], [-120, 0], [110, 110], [-110, 110]];
  places.forEach(([x, y], i) => page.commits(place(`f${i}`, { label: `Figura número ${i}`, x, y })));
  await page.frames(3);
  for (let i = 0; i < places.length; i++) {
    page.board.listActions.act("show", `f${i}`);
    await page.frames(2);
    const bar = page.id("quick-bar").getBoundingClientRect();
    holds(bar.width > 0, "the bar is there");
    const covered = drawn(page).filter(({ boxes }) => boxes.some((box) => overlap(bar, box)));
    same(covered.map(({ name }) => name), [], `beside f${i}`);
  }
  page.end();
}

/** A press on it would edit or remove the figure before, where the next one was to stand. */
export async function theBarBesideAFigureMakesWayForTheNextFigure() {
  const page = new BoardPage();
  page.commits(place("f0", { label: "Mãe", x: 0, y: 0 }));
  page.board.listActions.act("show", "f0");
  await page.frames(2);
  same(page.id("quick-bar").hidden, false);
  click(tool(page, "MAN"), 1);
  same(page.id("quick-bar").hidden, true);
  key(document.body, "Escape");
  same(page.id("quick-bar").hidden, false);
  page.end();
}

export function whoMayNotChangeTheFieldPlacesNothing() {
  const page = new BoardPage();
  click(tool(page, "MAN"), 1);
  page.board.rights(false, { name: "Paulo", role: "THERAPIST", yields: false });
  page.press(page.svg, "pointerdown", 300, 200);
  page.press(page.svg, "pointerup", 300, 200);
  same(page.waiting, undefined);
  page.end();
}
