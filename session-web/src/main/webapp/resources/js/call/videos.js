/** The pictures of both people, their layout, and the note when a person cannot be seen. */
import { steady } from "../shared/steady.js";
import { message } from "../shared/messages.js";
import { initials, shortName } from "../participant/people.js";
import { onThisDevice } from "../shared/storage.js";
import { level } from "./level.js";

const byId = (id) => document.getElementById(id);
const LAYOUTS = ["beside", "large", "small", "floating"];
/** A press on the floating picture that moves less than this is not a drag. */
const DRAG_START = 6;
/** In CSS pixels, between the floating picture and the room's edge. */
const FLOAT_MARGIN = 8;
/** Share of the full level; lower is breath and noise. */
const TALKING = 0.12;

export class Videos {
  #room = byId("room");
  #kept;
  #ownKept;
  #voice = null;
  #since = null;
  #reconnecting = null;
  #screenWanted = true;

  /** @param {{person: string, name: string}} own `person`: whose layout is remembered on this device */
  constructor({ person, name }) {
    this.#kept = `video-layout:${person}`;
    this.#ownKept = `own-picture:${person}`;
    byId("own-initials").textContent = initials(name);
    for (const button of document.querySelectorAll("[data-layout]")) {
      button.addEventListener("click", () => this.#layOut(button.dataset.layout, true));
    }
    byId("remote-listen").addEventListener("click", () => this.#play());
    byId("screen-toggle").addEventListener("click", () => this.#showScreen(!this.#screenWanted));
    byId("video-picture").hidden = !document.pictureInPictureEnabled;
    // Safari on an iPhone can show only a video in full screen.
    byId("video-fullscreen").hidden = !document.fullscreenEnabled;
    byId("own-hide").addEventListener("click", () => {
      const hide = byId("own-hide").getAttribute("aria-pressed") === "false";
      onThisDevice.setItem(this.#ownKept, hide ? "hidden" : "shown");
      this.#hideOwn(hide);
    });
    this.#hideOwn(onThisDevice.getItem(this.#ownKept) === "hidden");
    this.#drag(byId("videos"));
    this.#layOut(onThisDevice.getItem(this.#kept) ?? "beside", false);
    setInterval(() => this.#showReconnecting(), 1000);
  }

  show(shown) {
    byId("videos").hidden = !shown;
    this.#room.classList.toggle("with-video", shown);
  }

  own({ stream, camera, microphone }) {
    const video = byId("own-video");
    if (video.srcObject !== stream) video.srcObject = stream;
    byId("own-tile").dataset.shows = camera ? "video" : "person";
    byId("own-muted").hidden = microphone;
  }

  /** Hides one's own picture from oneself; the other person still sees it. */
  #hideOwn(hide) {
    byId("own-hide").setAttribute("aria-pressed", String(hide));
    byId("videos").classList.toggle("without-own", hide);
  }

  mirror(on) {
    byId("own-video").classList.toggle("mirrored", on);
    byId("prejoin-video").classList.toggle("mirrored", on);
  }

  /** Shows the other person's picture; the sound belongs to the same stream, and continues without a picture. */
  remote({ stream, screen }, sharer) {
    const video = byId("remote-video");
    if (video.srcObject !== stream) {
      video.srcObject = stream;
      this.#voice?.stop();
      this.#voice = stream && level(stream, (value) => byId("remote-tile").classList.toggle("talking", value > TALKING));
      if (stream) this.#play();
    }
    byId("screen-video").srcObject = screen;
    byId("screen-of").textContent = screen ? message("screen.of", sharer) : "";
    if (!screen) this.#screenWanted = true;
    this.#showScreen(this.#screenWanted);
  }

  /**
   * @param {{call: {state, since, reason}, media, paused, present, agreed: {own, other}}} now everything that the other person's tile shows
   * @param {string} fullName of the current holder of the seat
   */
  other({ call, media, paused, present, agreed }, fullName) {
    const name = shortName(fullName);
    byId("remote-name").textContent = name;
    byId("remote-initials").textContent = initials(fullName);
    // A person who uses another window is still seen: only the note shows it.
    const seen = call.state === "CONNECTED" && media?.camera && !paused;
    byId("remote-tile").dataset.shows = seen ? "video" : "person";
    byId("remote-muted").hidden = !media || media.microphone;
    this.#since = call.state === "RECONNECTING" ? call.since : null;
    const note = this.#noteKey({ call, media, paused, present, agreed });
    // Picture-in-picture has no note and would keep showing the last picture.
    const gone = !seen && note !== "RECONNECTING";
    if (gone) this.#leavePicture();
    // No page can close Firefox's own picture-in-picture window, so a picture that is switched off is disabled and turns black there.
    for (const track of byId("remote-video").srcObject?.getVideoTracks() ?? []) track.enabled = !gone;
    byId("remote-note").hidden = !note;
    byId("remote-note").dataset.note = note ?? "";
    byId("remote-note").textContent = note ? message(`video.${note}`, name) : "";
    this.#reconnecting = note === "RECONNECTING" ? name : null;
    this.#showReconnecting();
  }

  #noteKey({ call, media, paused, present, agreed }) {
    if (!agreed.other) return present ? "noConsent.other" : "absent";
    if (paused) return "paused";
    if (!present && call.state !== "CONNECTED") return "absent";
    if (call.state === "RECONNECTING") return "RECONNECTING";
    if (call.state === "FAILED" && !window.RTCPeerConnection) return "failed.UNSUPPORTED";
    if (call.state === "FAILED") return `failed.${call.reason ?? "NO_PATH"}`;
    if (call.state === "CONNECTING") return "connecting";
    if (media?.away) return "away";
    if (call.state !== "CONNECTED" || media?.camera) return null;
    return media?.voiceFirst ? "voiceFirst" : "cameraOff";
  }

  #showReconnecting() {
    if (!this.#reconnecting || !this.#since) return;
    const seconds = Math.max(0, Math.round((steady() - this.#since) / 1000));
    byId("remote-note").textContent = message("video.RECONNECTING", this.#reconnecting, seconds);
  }

  /** A reloaded page may need a user gesture before it can play sound. */
  async #play() {
    try {
      await byId("remote-video").play();
      byId("remote-listen").hidden = true;
    } catch (refusal) {
      byId("remote-listen").hidden = refusal.name !== "NotAllowedError";
    }
  }

  async speaker(id) {
    await byId("remote-video").setSinkId?.(id ?? "");
  }

  /** Stops showing and playing the other person. */
  end() {
    this.remote({ stream: null, screen: null }, "");
    this.#leavePicture();
  }

  #leavePicture() {
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => {});
  }

  async picture() {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await byId("remote-video").requestPictureInPicture();
  }

  async fullscreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.#room.requestFullscreen();
  }

  #showScreen(wanted) {
    this.#screenWanted = wanted;
    const shared = Boolean(byId("screen-video").srcObject);
    byId("screen-bar").hidden = !shared;
    byId("screen-stage").hidden = !shared || !wanted;
    byId("screen-toggle").setAttribute("aria-pressed", String(wanted));
    byId("screen-toggle").textContent = message(wanted ? "screen.toField" : "screen.toScreen");
  }

  #layOut(layout, keep) {
    const known = LAYOUTS.includes(layout) ? layout : "beside";
    this.#room.dataset.video = known;
    for (const button of document.querySelectorAll("[data-layout]")) {
      button.setAttribute("aria-pressed", String(button.dataset.layout === known));
    }
    byId("videos").style.removeProperty("left");
    byId("videos").style.removeProperty("top");
    if (keep) onThisDevice.setItem(this.#kept, known);
  }

  /** A floating picture can be dragged; a press without movement toggles one's own picture in it. */
  #drag(tile) {
    let held = null;
    tile.addEventListener("pointerdown", (down) => {
      const floats = getComputedStyle(tile).position === "absolute";
      if (held || !floats || down.target.closest("button, summary, details")) return;
      const box = tile.getBoundingClientRect();
      held = { down, x: down.clientX - box.left, y: down.clientY - box.top, moved: false };
      tile.setPointerCapture(down.pointerId);
    });
    tile.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
      if (pointerId !== held?.down.pointerId) return;
      held.moved ||= Math.hypot(clientX - held.down.clientX, clientY - held.down.clientY) > DRAG_START;
      if (held.moved) this.#float(tile, clientX - held.x, clientY - held.y);
    });
    for (const type of ["pointerup", "pointercancel"]) {
      tile.addEventListener(type, ({ pointerId }) => {
        if (pointerId !== held?.down.pointerId) return;
        if (type === "pointerup" && !held.moved) tile.classList.toggle("with-own");
        held = null;
      });
    }
    // After a rotation, or when the window shrinks, it would be outside.
    new ResizeObserver(() => {
      const { left, top } = tile.getBoundingClientRect();
      if (tile.style.left) this.#float(tile, left, top);
    }).observe(this.#room);
  }

  /** Moves the tile's corner to a position in CSS pixels of the window, or as close as the room allows. */
  #float(tile, x, y) {
    const frame = this.#room.getBoundingClientRect();
    const inside = (at, size, room) => Math.max(FLOAT_MARGIN, Math.min(room - size - FLOAT_MARGIN, at));
    tile.style.setProperty("left", `${inside(x - frame.left, tile.offsetWidth, frame.width)}px`);
    tile.style.setProperty("top", `${inside(y - frame.top, tile.offsetHeight, frame.height)}px`);
    tile.style.setProperty("right", "auto");
  }
}
