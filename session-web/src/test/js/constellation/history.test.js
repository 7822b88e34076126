import { Constellation } from "/resources/js/constellation/constellation.js";
import { History } from "/resources/js/constellation/history.js";
import { holds, same } from "../assert.js";
import { edit, moveTo, place, remove, turnTo } from "../fixtures.js";

/** A person at a field that accepts every change at once. */
class Person {
  history = new History();
  field = new Constellation();
  sent = [];
  count = 0;

  does(change) {
    const before = this.field;
    this.field = before.apply(change);
    this.history.record(`c${++this.count}`, change, before, this.field);
    return this;
  }

  sees(change) {
    this.field = this.field.apply(change);
    return this;
  }

  step(way) {
    return this.history[way](this.field, (change, expected) => {
      this.field = this.field.apply(change);
      this.sent.push({ change, expected });
      return `c${++this.count}`;
    });
  }
}

export function everyActionCanBeUndoneAndRedone() {
  const person = new Person();
  const changes = [place("m"), moveTo("m", 10, 20), turnTo("m", 90), edit("m"), remove("m")];
  const fields = [person.field.figures];
  for (const change of changes) fields.push(person.does(change).field.figures);
  for (let index = changes.length - 1; index >= 0; index--) {
    person.step("undo");
    same(person.field.figures, fields[index], `after undoing ${changes[index].kind}`);
  }
  holds(!person.history.canUndo && person.history.canRedo, "all was undone");
  for (let index = 1; index <= changes.length; index++) {
    person.step("redo");
    same(person.field.figures, fields[index], `after redoing ${changes[index - 1].kind}`);
  }
}

export function anUndoExpectsWhatTheActionLeft() {
  const person = new Person().does(place("m")).does(moveTo("m", 10, 20));
  person.step("undo");
  same(person.sent[0], { change: moveTo("m", 0, 0), expected: { x: 10, y: 20 } });
  person.step("redo");
  same(person.sent[1], { change: moveTo("m", 10, 20), expected: { x: 0, y: 0 } });
}

export function undoNeverUndoesTheOthersWork() {
  const person = new Person()
    .does(place("m"))
    .does(moveTo("m", 10, 20))
    .sees(moveTo("m", 300, 300));
  const step = person.step("undo");
  holds(step.skipped, "the move is skipped");
  same(step.figure.figureId, "m");
  same([person.field.figure("m").x, person.sent.length], [300, 0]);
}

export function placingIsNotUndoneOnceTheOtherTouchedTheFigure() {
  const person = new Person().does(place("m")).sees(turnTo("m", 30));
  holds(person.step("undo").skipped, "the placing is skipped");
  same(person.field.size, 1);
}

export function anotherFieldOfTheFigureDoesNotHinderUndo() {
  const person = new Person()
    .does(place("m"))
    .does(moveTo("m", 10, 20))
    .sees(turnTo("m", 30));
  holds(!person.step("undo").skipped, "the move is undone");
  same([person.field.figure("m").x, person.field.figure("m").facing], [0, 30]);
}

export function undoingANameKeepsTheOthersColour() {
  const renamed = { kind: "FigureEdited", figureId: "m", label: "Avó" };
  const person = new Person().does(place("m")).does(renamed).sees({ kind: "FigureEdited", figureId: "m", colour: "MOSS" });
  holds(!person.step("undo").skipped, "the name is undone");
  same(person.sent[0], { change: { ...renamed, label: "Mãe" }, expected: { label: "Avó" } });
  same([person.field.figure("m").label, person.field.figure("m").colour], ["Mãe", "MOSS"]);
}

export function theOthersActionsAreNotInTheHistory() {
  const person = new Person().sees(place("m")).sees(moveTo("m", 5, 5));
  holds(!person.history.canUndo, "there is nothing of one's own");
  same(person.step("undo"), undefined);
}

export function aFigureTheOtherRemovedIsSkipped() {
  const person = new Person()
    .does(place("m"))
    .does(moveTo("m", 1, 1))
    .sees(remove("m"));
  holds(person.step("undo").skipped, "the move is skipped");
  holds(person.step("undo").skipped, "the placing is skipped too");
}

export function aRemovedFigureComesBackWhole() {
  const person = new Person()
    .does(place("m", { x: 12, facing: 30 }))
    .does(edit("m"))
    .does(remove("m"));
  person.step("undo");
  same(person.sent[0].change, {
    kind: "FigurePlaced",
    figureKind: "MAN",
    figureId: "m",
    label: "Pai",
    colour: "PETROL",
    size: 1.5,
    x: 12,
    y: 0,
    facing: 30,
  });
  same(person.sent[0].expected, undefined);
}

export function aNewActionEndsRedo() {
  const person = new Person().does(place("m")).does(moveTo("m", 1, 1));
  person.step("undo");
  person.does(turnTo("m", 10));
  holds(!person.history.canRedo, "what was undone stays undone");
}

export function aRefusedActionIsForgotten() {
  const person = new Person().does(place("m"));
  person.history.refused("c1");
  holds(!person.history.canUndo, "there is nothing to undo");
}
