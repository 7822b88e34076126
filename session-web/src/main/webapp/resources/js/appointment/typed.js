/**
 * Input in the agenda's dialogs, stored for the same person during a login or a reload of the page: a booking is restored once,
 * with its dialog; the reason for cancelling an appointment waits until its dialog is opened for the same appointment again.
 */
const BOOKING = "typed";

const at = (id) => document.getElementById(id);
const fields = () => [...at("booking-dialog").querySelectorAll(".dialog-fields :is(input, select)")];
const reasonOf = (appointment) => `reason:${appointment}`;

export class Typed {
  #opening;

  /**
   * @param {Promise<import("../shared/unsent-work.js").UnsentWork>} opening people click before it is resolved: stored data may
   *     take seconds to load, or never load
   */
  constructor(opening) {
    this.#opening = opening;
    at("cancelling:reason").addEventListener("input", () => this.#keepReason());
  }

  /** Stores the input before the page is left. */
  async keep() {
    const booking = at("booking-dialog").open && fields().map(({ id, value }) => [id, value]);
    const work = await this.#opening;
    if (booking) work.setItem(BOOKING, JSON.stringify(booking));
    await work.settled();
  }

  /** @param {() => boolean} busy whether the person writes something else by now: then the stored booking waits for the next time */
  async putBookingBack(busy, show) {
    const work = await this.#opening;
    if (busy()) return;
    const typed = work.getItem(BOOKING);
    work.removeItem(BOOKING);
    if (!typed) return;
    for (const [id, value] of JSON.parse(typed)) {
      if (at(id)) at(id).value = value;
    }
    show();
  }

  async putReasonBack() {
    const appointment = at("cancelling:appointment").value;
    at("cancelling:reason").value = "";
    const work = await this.#opening;
    // Another row may have been selected meanwhile.
    if (at("cancelling:appointment").value !== appointment) return;
    at("cancelling:reason").value ||= work.getItem(reasonOf(appointment)) ?? "";
  }

  async forgetReason() {
    const name = reasonOf(at("cancelling:appointment").value);
    (await this.#opening).removeItem(name);
  }

  async #keepReason() {
    const name = reasonOf(at("cancelling:appointment").value);
    const { value } = at("cancelling:reason");
    (await this.#opening).setItem(name, value);
  }
}
