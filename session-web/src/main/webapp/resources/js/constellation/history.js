/**
 * Undo and redo of one person's own actions. Each undo is a normal change, with the values that the action left
 * as `expected`: later changes by the other person are never undone.
 */
import { editing, look, placing } from "./constellation.js";

const DEPTH = 100;

/** The members that a kind of change affects: null if there is no figure. */
const TOUCHED = {
  FigurePlaced: (figure) => figure ?? null,
  FigureRemoved: (figure) => figure ?? null,
  FigureMoved: ({ x, y }) => ({ x, y }),
  FigureTurned: ({ facing }) => ({ facing }),
  FigureEdited: (figure, change) => Object.fromEntries(Object.keys(look(change)).map((field) => [field, figure[field]])),
};

function changeTo(kind, figureId, values) {
  if (values === null) return { kind: "FigureRemoved", figureId };
  switch (kind) {
    case "FigureMoved":
    case "FigureTurned":
      return { kind, figureId, ...values };
    case "FigureEdited":
      return editing(figureId, values);
    default:
      return placing(values);
  }
}

export class History {
  #done = [];
  #undone = [];

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Records an own action, with the field before and after it. Actions undone before can then no longer be redone. */
  record(changeId, change, before, after) {
    const touched = TOUCHED[change.kind];
    const { figureId, kind } = change;
    this.#done.push({
      changeId,
      kind,
      figureId,
      figure: after.figure(figureId) ?? before.figure(figureId),
      from: touched(before.figure(figureId), change),
      to: touched(after.figure(figureId), change),
    });
    if (this.#done.length > DEPTH) this.#done.shift();
    this.#undone = [];
  }

  /**
   * @param {Constellation} field as the person sees it
   * @param {(change, expected) => string} submit sends the change and returns its id
   * @returns {{figure, change}|{figure, skipped: true}|undefined} skipped: somebody else has changed it since, so it stays
   */
  undo(field, submit) {
    return this.#step(this.#done, this.#undone, field, submit, "to", "from");
  }

  redo(field, submit) {
    return this.#step(this.#undone, this.#done, field, submit, "from", "to");
  }

  #step(source, target, field, submit, left, wanted) {
    const action = source.pop();
    if (!action) return undefined;
    const { kind, figureId, figure } = action;
    if (!field.holds(figureId, action[left])) return { figure, skipped: true };
    const change = changeTo(kind, figureId, action[wanted]);
    action.changeId = submit(change, action[left] ?? undefined);
    target.push(action);
    return { figure, change };
  }

  /** The server refused a change: its action is removed. */
  refused(changeId) {
    const others = (action) => action.changeId !== changeId;
    this.#done = this.#done.filter(others);
    this.#undone = this.#undone.filter(others);
  }
}
