/**
 * The field by keyboard, on the focused figure: arrows move 10, with Shift 1; [ and ] turn 15°, { and } turn 1°; Enter
 * edits, Delete removes, Escape puts back or deselects. On the field: + and − zoom, 0 shows all.
 */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TURNS = { "[": -15, "]": 15, "{": -1, "}": 1 };
/** Consecutive keys are one change, submitted after this pause. */
const REST = 500;
const ZOOM_STEP = 1.25;

export function followKeys(element, field, actions) {
  let rest = null;

  const finish = () => {
    clearTimeout(rest);
    rest = null;
    field.grip.drop();
  };

  const hold = (figureId, change) => {
    if (!field.grip.take(figureId)) return;
    change(field.grip);
    clearTimeout(rest);
    rest = setTimeout(finish, REST);
  };

  const onFigure = (event, figureId) => {
    const arrow = ARROWS[event.key];
    const turn = TURNS[event.key];
    if (arrow) {
      const step = event.shiftKey ? 1 : 10;
      hold(figureId, (grip) => grip.moveTo(grip.place.x + arrow[0] * step, grip.place.y + arrow[1] * step));
    } else if (turn) {
      hold(figureId, (grip) => grip.turnTo(grip.place.facing + turn));
    } else if (event.key === "Enter" || event.key === " ") {
      finish();
      actions.edit(figureId);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      finish();
      actions.remove(figureId);
    } else if (event.key === "Escape") {
      clearTimeout(rest);
      if (field.grip.figureId) field.grip.cancel();
      else field.select(null);
    } else {
      return false;
    }
    return true;
  };

  const onField = (event) => {
    if (event.key === "+" || event.key === "=") field.zoomBy(ZOOM_STEP);
    else if (event.key === "-") field.zoomBy(1 / ZOOM_STEP);
    else if (event.key === "0") field.fit();
    else return false;
    return true;
  };

  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || (event.altKey && !TURNS[event.key])) return;
    const figureId = event.target.closest?.(".figure")?.dataset.figure;
    if ((figureId && onFigure(event, figureId)) || onField(event)) event.preventDefault();
  });

  element.addEventListener("focusout", () => {
    if (rest !== null) finish();
  });
}
