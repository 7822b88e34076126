/** Mouse, pen and touch on the field: drag a figure, turn it by its handle, pan, pinch, wheel. */

/** How far a press may wander and still be a press. */
const STEADY = { mouse: 4, pen: 6, touch: 9 };
const WHEEL_ZOOM = 0.0016;
const WHEEL_LINE = 18;

export function followPointers(element, field) {
  const pointers = new Map();
  let gesture = null;
  let frame = null;

  const at = (event) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };

  /** Moves are drawn once a frame, from the newest pointer. */
  const schedule = () => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      gesture?.move();
    });
  };

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointers.size === 2) return;
    const point = at(event);
    pointers.set(event.pointerId, point);
    element.setPointerCapture(event.pointerId);
    // The figure takes the focus itself, below; the browser's own choice would come after it.
    event.preventDefault();
    if (pointers.size === 2) {
      field.grip.cancel();
      gesture = pinch(field, pointers);
      return;
    }
    gesture = begin(event, point);
  });

  function begin(event, start) {
    const figureId = event.target.closest?.(".figure")?.dataset.figure;
    const steady = STEADY[event.pointerType] ?? STEADY.mouse;
    const pointer = () => pointers.values().next().value;
    if (figureId) {
      field.focus(figureId);
      if (event.target.closest(".turn-handle")) return turning(field, figureId, pointer);
      return dragging(field, figureId, start, pointer, steady);
    }
    return panning(field, start, pointer, steady);
  }

  element.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, at(event));
    schedule();
  });

  const end = (kept) => (event) => {
    if (!pointers.has(event.pointerId)) return;
    if (kept) gesture?.move();
    pointers.delete(event.pointerId);
    const ended = gesture;
    gesture = null;
    ended?.end(kept);
    // The finger that stays after a pinch goes on panning.
    const [rest] = pointers.values();
    if (rest) gesture = panning(field, rest, () => pointers.values().next().value, 0);
  };

  element.addEventListener("pointerup", end(true));
  element.addEventListener("pointercancel", end(false));

  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
      if (event.shiftKey) {
        field.panBy(-(event.deltaX || event.deltaY) * unit, 0);
        return;
      }
      // A pinch on a trackpad arrives as a wheel with Control, in much smaller steps.
      const { x, y } = at(event);
      field.zoomBy(Math.exp(-event.deltaY * unit * WHEEL_ZOOM * (event.ctrlKey ? 6 : 1)), x, y);
    },
    { passive: false },
  );
}

function dragging(field, figureId, start, pointer, steady) {
  const figure = field.figure(figureId);
  const [grabX, grabY] = field.camera.toField(start.x, start.y);
  let state = "resting";
  return {
    move() {
      const { x, y } = pointer();
      if (state === "resting") {
        if (Math.hypot(x - start.x, y - start.y) <= steady) return;
        state = field.grip.take(figureId) ? "held" : "refused";
      }
      // The other may have taken it over meanwhile.
      if (state !== "held" || field.grip.figureId !== figureId) return;
      const [fieldX, fieldY] = field.camera.toField(x, y);
      field.grip.moveTo(figure.x + fieldX - grabX, figure.y + fieldY - grabY);
    },
    end(kept) {
      if (state !== "held" || field.grip.figureId !== figureId) return;
      if (kept) field.grip.drop();
      else field.grip.cancel();
    },
  };
}

function turning(field, figureId, pointer) {
  const taken = field.grip.take(figureId);
  field.showTurning(taken);
  return {
    move() {
      if (!taken || field.grip.figureId !== figureId) return;
      const point = pointer();
      const [x, y] = field.camera.toField(point.x, point.y);
      const middle = field.grip.place;
      field.grip.turnTo(Math.round((Math.atan2(x - middle.x, middle.y - y) * 180) / Math.PI));
    },
    end(kept) {
      field.showTurning(false);
      if (!taken || field.grip.figureId !== figureId) return;
      if (kept) field.grip.drop();
      else field.grip.cancel();
    },
  };
}

function panning(field, start, pointer, steady) {
  let last = start;
  let moved = steady === 0;
  return {
    move() {
      const point = pointer();
      if (!moved && Math.hypot(point.x - start.x, point.y - start.y) <= steady) return;
      moved = true;
      field.panBy(point.x - last.x, point.y - last.y);
      last = point;
    },
    end() {
      if (!moved) field.select(null);
    },
  };
}

function pinch(field, pointers) {
  const spread = () => {
    const [one, two] = pointers.values();
    return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, distance: Math.hypot(one.x - two.x, one.y - two.y) };
  };
  let last = spread();
  return {
    move() {
      if (pointers.size < 2) return;
      const now = spread();
      field.panBy(now.x - last.x, now.y - last.y);
      if (last.distance > 0 && now.distance > 0) field.zoomBy(now.distance / last.distance, now.x, now.y);
      last = now;
    },
    end() {},
  };
}
