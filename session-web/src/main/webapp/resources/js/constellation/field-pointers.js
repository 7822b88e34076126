/**
 * Mouse, pen and touch on the field: drag a figure, turn it by its handle, pan, pinch, wheel.
 *
 * A gesture is measured by its pointers' movement since its anchor. When the view itself moves or grows (a phone
 * that is turned, a window, a panel, another zoom), the gesture is anchored again, so that a still hand moves nothing.
 */
import { toFacing } from "./constellation.js";

/** How far a press may move and still be a press. */
const STEADY = { mouse: 4, pen: 6, touch: 9 };
const WHEEL_ZOOM = 0.0016;
const WHEEL_LINE = 18;

export function followPointers(element, field) {
  /** Positions of the pointers in the window. */
  const pointers = new Map();
  let gesture = null;
  let anchoredIn = null;
  let frame = null;

  const within = ({ x, y }) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: x - left, y: y - top };
  };
  const first = () => within(pointers.values().next().value);
  const both = () => [...pointers.values()].map(within);

  /** The values on which the gesture's measurement depends. Gestures that move the camera depend only on the element. */
  const frameNow = () => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height, gesture.follows ? "" : field.camera.transform].join();
  };

  const start = (next) => {
    gesture = next;
    anchoredIn = gesture && frameNow();
  };

  const step = () => {
    if (!gesture) return;
    const now = frameNow();
    if (now === anchoredIn) gesture.move();
    else gesture.anchor();
    anchoredIn = now;
  };

  /** Moves are drawn once for each animation frame, from the newest pointer positions. */
  const schedule = () => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      step();
    });
  };

  element.addEventListener("pointerdown", (event) => {
    // A second finger, or a palm, does not interrupt a hand that holds a figure.
    if (event.button !== 0 || pointers.size === 2 || gesture?.holds) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    element.setPointerCapture(event.pointerId);
    // The figure takes the focus itself, below; the browser's default would happen later.
    event.preventDefault();
    if (pointers.size === 2) {
      field.grip.cancel();
      start(pinch(field, both));
    } else {
      start(begin(event));
    }
  });

  function begin(event) {
    if (field.awaitsPlace) return placing(field, first);
    const figureId = event.target.closest?.(".figure")?.dataset.figure;
    const steady = STEADY[event.pointerType] ?? STEADY.mouse;
    if (!figureId) return panning(field, first, steady);
    field.focus(figureId);
    if (event.target.closest(".turn-handle")) return turning(field, figureId, first);
    return dragging(field, figureId, first, steady);
  }

  element.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    schedule();
  });

  const end = (event) => {
    if (!pointers.has(event.pointerId)) return;
    if (event.type === "pointerup") {
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      step();
    }
    pointers.delete(event.pointerId);
    const ended = gesture;
    gesture = null;
    ended?.end(event.type === "pointerup");
    // After a pinch the remaining finger continues to pan.
    if (pointers.size) start(panning(field, first, 0));
  };

  element.addEventListener("pointerup", end);
  // The browser cancels the pointer, for example when the phone is turned: the figure stays where both have seen it.
  element.addEventListener("pointercancel", end);

  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
      if (event.shiftKey) {
        field.panBy(-(event.deltaX || event.deltaY) * unit, 0);
        return;
      }
      // A pinch on a trackpad is reported as a wheel event with Control, in much smaller steps.
      const { x, y } = within({ x: event.clientX, y: event.clientY });
      field.zoomBy(Math.exp(-event.deltaY * unit * WHEEL_ZOOM * (event.ctrlKey ? 6 : 1)), x, y);
    },
    { passive: false },
  );
}

function dragging(field, figureId, pointer, steady) {
  let from = pointer();
  let place = null;
  let refused = false;
  return {
    /** False once the other person has taken it over. */
    get holds() {
      return place !== null && field.grip.figureId === figureId;
    },
    anchor() {
      from = pointer();
      if (this.holds) place = field.grip.place;
    },
    move() {
      const { x, y } = pointer();
      if (!place && !refused) {
        if (Math.hypot(x - from.x, y - from.y) <= steady) return;
        refused = !field.grip.take(figureId);
        place = field.grip.place;
      }
      if (this.holds) field.grip.moveTo(place.x + (x - from.x) / field.zoom, place.y + (y - from.y) / field.zoom);
    },
    end() {
      if (this.holds) field.grip.drop();
    },
  };
}

function turning(field, figureId, pointer) {
  const taken = field.grip.take(figureId);
  field.showTurning(taken);
  const angle = () => {
    const { x, y } = pointer();
    const [middleX, middleY] = field.camera.toView(field.grip.place.x, field.grip.place.y);
    return (Math.atan2(x - middleX, middleY - y) * 180) / Math.PI;
  };
  let from = taken && angle();
  let facing = taken && field.grip.place.facing;
  return {
    get holds() {
      return taken && field.grip.figureId === figureId;
    },
    anchor() {
      if (!this.holds) return;
      from = angle();
      facing = field.grip.place.facing;
    },
    move() {
      if (!this.holds) return;
      const turned = Math.round(angle() - from);
      if (turned || field.grip.place.facing !== facing) field.grip.turnTo(toFacing(facing + turned));
    },
    end() {
      field.showTurning(false);
      if (this.holds) field.grip.drop();
    },
  };
}

/** A figure is placed where the press ends. */
function placing(field, pointer) {
  let point;
  const follow = () => (point = pointer());
  follow();
  return {
    follows: true,
    anchor: follow,
    move: follow,
    end(kept) {
      if (kept) field.place(point);
    },
  };
}

function panning(field, pointer, steady) {
  let last = pointer();
  let moved = steady === 0;
  return {
    follows: true,
    anchor() {
      last = pointer();
    },
    move() {
      const { x, y } = pointer();
      if (!moved && Math.hypot(x - last.x, y - last.y) <= steady) return;
      moved = true;
      field.panBy(x - last.x, y - last.y);
      last = { x, y };
    },
    end() {
      if (!moved) field.select(null);
    },
  };
}

function pinch(field, pointers) {
  const spread = () => {
    const [one, two] = pointers();
    return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, distance: Math.hypot(one.x - two.x, one.y - two.y) };
  };
  let last = spread();
  return {
    follows: true,
    anchor() {
      last = spread();
    },
    move() {
      const now = spread();
      field.panBy(now.x - last.x, now.y - last.y);
      if (last.distance > 0 && now.distance > 0) field.zoomBy(now.distance / last.distance, now.x, now.y);
      last = now;
    },
    end() {},
  };
}
