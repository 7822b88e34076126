/** The lists for choosing camera, microphone and speaker; all lists of one kind show the same. */
import { message } from "../shared/messages.js";
import { html } from "../shared/svg.js";
import { testTone } from "../shared/tone.js";

const LISTS = { camera: "cameras", microphone: "microphones", speaker: "speakers" };
const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

export class DeviceChoice {
  #devices;
  #selects = [...document.querySelectorAll("select[data-device]")];

  /** @param {Devices} devices */
  constructor(devices) {
    this.#devices = devices;
    for (const select of this.#selects) {
      select.addEventListener("change", () => devices.choose(select.dataset.device, select.value));
    }
    for (const id of ["prejoin-tone", "settings-tone"]) {
      document.getElementById(id).addEventListener("click", () => testTone(devices.chosen.speaker));
    }
    devices.addEventListener("change", () => this.#show());
    this.#show();
  }

  #show() {
    for (const select of this.#selects) {
      const kind = select.dataset.device;
      const list = this.#devices.list[LISTS[kind]];
      const options = list.map(({ id, label }, i) =>
        html("option", { value: id }, label || message(`device.${kind}.number`, i + 1)),
      );
      if (options.length === 0) options.push(html("option", { value: "" }, message(`device.${kind}.default`)));
      select.replaceChildren(...options);
      select.value = this.#devices.chosen[kind] ?? "";
      if (select.selectedIndex < 0) select.selectedIndex = 0;
      select.disabled = list.length < 2 || (kind === "speaker" && !canChooseSpeaker);
    }
  }
}

/** @returns {?string} the most serious device problem: `microphone.DENIED` … */
export function problemOf({ microphone, camera }) {
  const unfit = (state) => ["DENIED", "ABSENT", "BUSY", "MUTED"].includes(state);
  if (unfit(microphone) && unfit(camera)) return microphone === camera ? `both.${camera}` : `microphone.${microphone}`;
  if (unfit(microphone)) return `microphone.${microphone}`;
  return unfit(camera) ? `camera.${camera}` : null;
}

/** @returns {{title: string, text: string}} the problem, and advice */
export function wordsOf(problem) {
  return { title: message(`device.${problem}.title`), text: message(`device.${problem.split(".")[1]}.text`) };
}
