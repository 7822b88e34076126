/** A person's call settings, stored on this device; and their consents, stored with the session. */
import { message } from "../shared/messages.js";
import { tryNotice } from "../shared/elsewhere.js";
import { dialog } from "../shared/primefaces.js";
import { onThisDevice } from "../shared/storage.js";

const byId = (id) => document.getElementById(id);

export class CallSettings extends EventTarget {
  #devices;
  #consents;
  #key;
  #kept = { mirror: true, pushToTalk: false, notify: false };

  /** @param {string} person whose settings are stored @param {Consents} consents for the answers */
  constructor({ person, devices, consents }) {
    super();
    this.#key = `call-settings:${person}`;
    this.#devices = devices;
    this.#consents = consents;
    this.#kept = { ...this.#kept, ...onThisDevice.read(this.#key) };
    byId("settings-mirror").addEventListener("change", ({ target }) => this.#keep({ mirror: target.checked }));
    byId("settings-talk").addEventListener("change", ({ target }) => this.#keep({ pushToTalk: target.checked }));
    byId("settings-notify").addEventListener("change", ({ target }) => this.#wishNotices(target));
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

  /** Whether system notifications are enabled for when this person looks elsewhere. */
  get notify() {
    return this.#kept.notify;
  }

  /** @param {{consents?: boolean}} at `consents`: the focus goes to the first of them */
  open({ consents = false } = {}) {
    byId("settings-mirror").checked = this.mirror;
    byId("settings-talk").checked = this.pushToTalk;
    byId("settings-notify").checked = this.notify && window.Notification?.permission === "granted";
    byId("settings-noise").checked = this.#devices.noiseSuppression;
    byId("settings-blur").checked = this.#devices.blur;
    byId("settings-blur-row").hidden = !this.#devices.blurSupported;
    for (const purpose of this.#consents.purposes) {
      byId(`settings-${purpose}`).checked = this.#consents.given(purpose);
      // The same text to which they agreed before entering.
      byId(`settings-${purpose}-text`).textContent = byId(`consent-${purpose}-text`).textContent;
    }
    byId("settings-failed").hidden = true;
    dialog("settings").open();
    if (consents) byId(`settings-${this.#consents.purposes[0]}`).focus();
  }

  #keep(setting) {
    Object.assign(this.#kept, setting);
    onThisDevice.setItem(this.#key, JSON.stringify(this.#kept));
    this.dispatchEvent(new Event("change"));
  }

  /** The browser asks the person once; the setting is enabled only if notifications work. */
  async #wishNotices(checkbox) {
    const outcome = checkbox.checked ? await tryNotice(message("settings.notify.sample")) : "shown";
    const failed = outcome !== "shown";
    if (failed) checkbox.checked = false;
    byId("settings-failed").textContent = failed ? message(`settings.notify.${outcome}`) : "";
    byId("settings-failed").hidden = !failed;
    this.#keep({ notify: checkbox.checked });
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
