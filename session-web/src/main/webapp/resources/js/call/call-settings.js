/** How somebody wants to be seen and heard, kept on this device; and whether at all, kept by the session. */
import { message } from "../messages.js";

const byId = (id) => document.getElementById(id);
const KEPT = "call-settings";

export class CallSettings extends EventTarget {
  #devices;
  #decide;
  #kept = { mirror: true, pushToTalk: false };

  /** @param {(given: boolean) => Promise<void>} decide records the answer about the video call */
  constructor({ devices, decide }) {
    super();
    this.#devices = devices;
    this.#decide = decide;
    this.#kept = { ...this.#kept, ...JSON.parse(localStorage.getItem(KEPT) ?? "{}") };
    byId("settings-mirror").addEventListener("change", ({ target }) => this.#keep({ mirror: target.checked }));
    byId("settings-talk").addEventListener("change", ({ target }) => this.#keep({ pushToTalk: target.checked }));
    byId("settings-noise").addEventListener("change", ({ target }) => (devices.noiseSuppression = target.checked));
    byId("settings-blur").addEventListener("change", ({ target }) => (devices.blur = target.checked));
    byId("settings-consent").addEventListener("change", ({ target }) => this.#answer(target));
  }

  get mirror() {
    return this.#kept.mirror;
  }

  get pushToTalk() {
    return this.#kept.pushToTalk;
  }

  /** @param {boolean} given whether the video call is agreed to now */
  open(given) {
    byId("settings-mirror").checked = this.mirror;
    byId("settings-talk").checked = this.pushToTalk;
    byId("settings-noise").checked = this.#devices.noiseSuppression;
    byId("settings-blur").checked = this.#devices.blur;
    byId("settings-blur-row").hidden = !this.#devices.blurSupported;
    byId("settings-consent").checked = given;
    byId("settings-failed").hidden = true;
    byId("settings").showModal();
  }

  #keep(setting) {
    Object.assign(this.#kept, setting);
    localStorage.setItem(KEPT, JSON.stringify(this.#kept));
    this.dispatchEvent(new Event("change"));
  }

  async #answer(checkbox) {
    checkbox.disabled = true;
    byId("settings-failed").hidden = true;
    try {
      await this.#decide(checkbox.checked);
    } catch (failure) {
      checkbox.checked = !checkbox.checked;
      byId("settings-failed").textContent = failure.detail ?? message("prejoin.failed");
      byId("settings-failed").hidden = false;
    } finally {
      checkbox.disabled = false;
    }
  }
}
