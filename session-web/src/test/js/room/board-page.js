/** The parts of the room's page that the board needs, visible, and a server that accepts every change unless configured otherwise. */
import { Board } from "/resources/js/room/board.js";
import { RoomSync } from "/resources/js/room/sync.js";
import { svg } from "/resources/js/shared/svg.js";
import { Store } from "../window.js";

const PARTS = `
  <div class="room-field">
    <div id="tools"></div><button id="control-add"></button>
    <div id="quick-bar"><button data-act="turn">1</button><button data-act="edit">2</button></div>
    <div id="label-editor" hidden><input><p class="error" hidden></p></div>
    <div id="empty"><button></button><p id="empty-text"></p></div><output id="zoom"></output>
  </div>
  <dialog id="figure-form"><form method="dialog">
    <h2 id="figure-form-title"></h2><p id="figure-form-note" hidden></p><p id="figure-form-error" hidden></p>
    <input id="figure-label" name="label"><p id="figure-label-error" hidden></p>
    <div id="figure-kinds"></div><div id="figure-colours"></div>
    <input id="figure-size" name="size" type="range" min="0.5" max="2" step="0.05"><output id="figure-size-value"></output>
    <button type="button" id="figure-form-back"></button><button id="figure-form-keep"></button>
  </form></dialog>`;

const PEOPLE = { me: { name: "Paulo", role: "THERAPIST" }, other: { name: "Ana", role: "CLIENT" } };

export class BoardPage {
  sent = [];
  toasts = [];
  store = new Store();
  seq = 0;

  constructor({ width = 1000, height = 760 } = {}) {
    // Removes the page of a failed test.
    document.getElementById("board-page")?.remove();
    this.element = document.createElement("div");
    this.element.id = "board-page";
    this.element.innerHTML = PARTS;
    this.element.style.cssText = `position: fixed; z-index: 50; inset: 0 auto auto 0; width: ${width}px; height: ${height}px`;
    this.svg = svg("svg", { id: "field" });
    this.svg.style.cssText = "display: block; width: 100%; height: 100%; font: 500 13px/1 Figtree, sans-serif";
    this.svg.setPointerCapture = () => {};
    this.part("room-field").style.cssText = "position: absolute; inset: 0";
    this.part("room-field").prepend(this.svg);
    for (const id of ["quick-bar", "label-editor"]) {
      this.id(id).style.cssText = "position: absolute; top: 0; left: 0";
    }
    document.body.append(this.element);
    this.sync = new RoomSync((frame) => this.sent.push(frame));
    this.sync.participantId = "me";
    this.board = new Board({
      sync: this.sync,
      send: (frame) => this.sent.push(frame),
      people: { you: { participantId: "me", role: "THERAPIST" }, person: (id) => PEOPLE[id], otherName: () => "Ana" },
      toast: { show: (text) => this.toasts.push(text), clear() {} },
      announcer: { say() {} },
      work: this.store,
    });
    this.board.rights(true, { name: "Paulo", role: "THERAPIST", yields: false });
    this.sync.resume();
    this.sync.receive({ type: "changes", changes: [] });
  }

  id(id) {
    return this.element.querySelector(`#${id}`);
  }

  part(name) {
    return this.element.querySelector(`.${name}`);
  }

  figure(label) {
    return this.sync.field.figures.find((figure) => figure.label === label);
  }

  /** The changes that the server has not answered yet. */
  get waiting() {
    const changes = this.sent.filter(({ type }) => type === "change");
    return changes.at(-1);
  }

  /** A change was committed; the person's own one is the change that waits. */
  commits(change, { by = "other", changeId = `s${this.seq}` } = {}) {
    this.sync.receive({ type: "changed", seq: ++this.seq, changeId, by, at: "2026-11-22T19:00:00Z", change });
    return this;
  }

  refuses(code) {
    this.sync.receive({ type: "refused", changeId: this.waiting.changeId, code, detail: code });
  }

  types(name, value) {
    const input = this.id("figure-form").querySelector("form").elements[name];
    input.value = value;
    this.id("figure-label").dispatchEvent(new Event("input", { bubbles: true }));
  }

  keeps() {
    this.id("figure-form-keep").click();
  }

  press(element, type, x, y) {
    element.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, clientX: x, clientY: y }));
  }

  async frames(count = 2) {
    for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
  }

  end() {
    this.id("figure-form").close();
    this.element.remove();
  }
}
