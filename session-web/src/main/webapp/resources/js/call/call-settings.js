/** How somebody wants to be seen and heard, kept on this device; and whether at all, kept by the session. */
import { message } from "../messages.js";

const byId = (id) => document.getElementById(id);

export class CallSettings extends EventTarget {
  #devices;
  #consents;
  #key;
  #kept = { mirror: true, pushToTalk: false };

  /** @param {string} person whose settings are kept @param {Consents} consents where the answers go */
  constructor({ person, devices, consents }) {
    super();
    this.#key = `call-settings:${person}`;
    this.#devices = devices;
    this.#consents = consents;
    this.#kept = { ...this.#kept, ...JSON.parse(localStorage.getItem(this.#key) ?? "{}") };
    byId("settings-mirror").addEventListener("change", ({ target }) => this.#keep({ mirror: target.checked }));
    byId("settings-talk").addEventListener("change", ({ target }) => this.#keep({ pushToTalk: target.checked }));
    byId("settings-noise").addEventListener("change", ({ target }) => (devices.noiseSuppression = target.checked));
    byId("settings-blur").addEventListener("change", ({ target }) => (devices.blur = target.checked));
    for (const purpose of consents.purposes) {
      byId(`settings-${purpose}`).addEventListener("change", ({ target }) => this.#answer(purpose, target));
    }
  }

  get mirror() {
    return this.#kept.mirror;
  }

  get pushToTalk() {
    return this.#kept.pushToTalk;
  }

  open() {
    byId("settings-mirror").checked = this.mirror;
    byId("settings-talk").checked = this.pushToTalk;
    byId("settings-noise").checked = this.#devices.noiseSuppression;
    byId("settings-blur").checked = this.#devices.blur;
    byId("settings-blur-row").hidden = !this.#devices.blurSupported;
    for (const purpose of this.#consents.purposes) {
      byId(`settings-${purpose}`).checked = this.#consents.given(purpose);
    }
    byId("settings-failed").hidden = true;
    byId("settings").showModal();
  }

  #keep(setting) {
    Object.assign(this.#kept, setting);
    localStorage.setItem(this.#key, JSON.stringify(this.#kept));
    this.dispatchEvent(new Event("change"));
  }

  async #answer(purpose, checkbox) {
    checkbox.disabled = true;
    byId("settings-failed").hidden = true;
    try {
      await this.#consents.decide(purpose, checkbox.checked);
    } catch (failure) {
      checkbox.checked = !checkbox.checked;
      byId("settings-failed").textContent = failure.detail ?? message("prejoin.failed");
      byId("settings-failed").hidden = false;
    } finally {
      checkbox.disabled = false;
    }
  }
}
