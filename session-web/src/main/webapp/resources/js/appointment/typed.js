/**
 * Input in the agenda's dialogs, stored for the same person as it is typed: a booking until it is booked or its dialog is closed,
 * the reason for cancelling an appointment until that is cancelled. After a login, or when the page is loaded again, bookings that
 * were begun are restored with their dialog, one after the other; a reason waits until its dialog is opened for the same appointment.
 */
import { clearFaults } from "../shared/primefaces.js";

const BOOKING = "typed";

const at = (id) => document.getElementById(id);
const fields = () => [...at("booking-dialog").querySelectorAll(".dialog-fields :is(input, select)")];
const values = () => fields().map(({ id, value }) => [id, value]);
const reasonOf = (appointment) => `reason:${appointment}`;

/** The reasons that several windows kept, as one text. */
function joinedReason(work, name) {
  const kept = work.all(name);
  if (kept.length > 1) {
    while (work.next(name) !== null);
    work.setItem(name, kept.reverse().join("\n"));
  }
  return work.getItem(name) ?? "";
}

export class Typed {
  #opening;
  #blank = values();
  #show = () => {};

  /**
   * @param {Promise<import("../shared/unsent-work.js").UnsentWork>} opening people click before it is resolved: stored data may
   *     take seconds to load, or never load
   */
  constructor(opening) {
    this.#opening = opening;
    at("booking-dialog").addEventListener("input", () => this.#keepBooking());
    at("booking-dialog").addEventListener("close", () => this.#leaveBooking());
    at("cancelling:reason").addEventListener("input", () => this.#keepReason());
  }

  /** @returns {Promise<void>} once the input is stored, so that the person can log in again */
  async keep() {
    if (at("booking-dialog").open) await this.#keepBooking();
    const work = await this.#opening;
    work.restore();
    await work.settled();
  }

  /**
   * Restores the bookings that were begun.
   *
   * @param {() => boolean} busy whether the person writes something else by now: then they wait behind it
   * @param {() => void} show opens the booking's dialog
   */
  async putBookingBack(busy, show) {
    this.#show = show;
    const work = await this.#opening;
    if (busy()) work.postpone(BOOKING);
    else this.#putBack(work);
  }

  async putReasonBack() {
    const appointment = at("cancelling:appointment").value;
    at("cancelling:reason").value = "";
    const work = await this.#opening;
    // Another row may have been selected meanwhile.
    if (at("cancelling:appointment").value !== appointment) return;
    at("cancelling:reason").value ||= joinedReason(work, reasonOf(appointment));
  }

  async forgetReason() {
    const name = reasonOf(at("cancelling:appointment").value);
    (await this.#opening).removeItem(name);
  }

  #putBack(work) {
    const typed = work.getItem(BOOKING);
    if (typed === null) return;
    for (const [id, value] of JSON.parse(typed)) {
      if (at(id)) at(id).value = value;
    }
    this.#sayHowMany(work.all(BOOKING).length);
    this.#show();
  }

  #sayHowMany(begun) {
    at("booking-begun").hidden = begun < 2;
    at("booking-begun").textContent = begun < 2 ? "" : at("booking-begun").dataset.text.replace("{0}", begun);
  }

  async #keepBooking() {
    const booking = JSON.stringify(values());
    const work = await this.#opening;
    if (at("booking-dialog").open) work.setItem(BOOKING, booking);
  }

  /** The next booking is another, so it begins with an empty form and an id of its own (ADR 27). */
  async #leaveBooking() {
    for (const [id, value] of this.#blank) at(id).value = value;
    at("booking:id").value = crypto.randomUUID();
    clearFaults(at("booking-dialog"));
    this.#sayHowMany(0);
    const work = await this.#opening;
    work.next(BOOKING);
    if (!document.querySelector("dialog[open]")) this.#putBack(work);
  }

  async #keepReason() {
    const name = reasonOf(at("cancelling:appointment").value);
    const { value } = at("cancelling:reason");
    (await this.#opening).setItem(name, value);
  }
}
