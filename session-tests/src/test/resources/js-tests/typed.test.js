import { Typed } from "/resources/js/appointment/typed.js";
import { UnsentWork } from "/resources/js/shared/unsent-work.js";
import { same } from "./assert.js";
import { settled } from "./window.js";

const KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/** The parts of the agenda that its dialogs need; after a reload it has only what this browser has stored. */
class Agenda {
  #place = `agenda-${crypto.randomUUID()}`;
  at = (id) => document.getElementById(id);

  load() {
    this.page?.remove();
    dispatchEvent(new PageTransitionEvent("pagehide"));
    this.page = document.createElement("div");
    this.page.innerHTML = `
      <dialog id="booking-dialog"><div class="dialog-fields">
        <input id="booking:clientName"><select id="booking:language"><option>pt-BR</option><option>en</option></select>
      </div></dialog>
      <dialog id="cancel-dialog"><input type="hidden" id="cancelling:appointment"><textarea id="cancelling:reason"></textarea></dialog>`;
    document.body.append(this.page);
    this.typed = new Typed(UnsentWork.open({ key: KEY, owner: "paulo", place: this.#place }));
  }

  async putBookingBack() {
    await this.typed.putBookingBack(
      () => false,
      () => this.at("booking-dialog").showModal(),
    );
  }

  async asksAbout(appointment) {
    this.at("cancelling:appointment").value = appointment;
    await this.typed.putReasonBack();
    this.at("cancel-dialog").showModal();
  }

  types(text) {
    this.at("cancelling:reason").value = text;
    this.at("cancelling:reason").dispatchEvent(new Event("input"));
  }

  static async with(test) {
    const agenda = new Agenda();
    agenda.load();
    try {
      await test(agenda);
    } finally {
      agenda.page.remove();
    }
  }
}

export async function whatWasTypedToBookIsPutBackOnceAfterThePageWasLoadedAgain() {
  await Agenda.with(async (agenda) => {
    agenda.at("booking-dialog").showModal();
    agenda.at("booking:clientName").value = "Joana Prado";
    agenda.at("booking:language").value = "en";
    await agenda.typed.keep();
    agenda.load();
    await agenda.putBookingBack();
    same([agenda.at("booking-dialog").open, agenda.at("booking:clientName").value], [true, "Joana Prado"]);
    same(agenda.at("booking:language").value, "en");
    await settled();
    agenda.load();
    await agenda.putBookingBack();
    same(agenda.at("booking-dialog").open, false);
  });
}

export async function aReasonIsKeptAsItIsTypedAndWaitsUntilTheSameAppointmentIsAskedAbout() {
  await Agenda.with(async (agenda) => {
    await agenda.asksAbout("a1");
    agenda.types("Marcada em dup");
    agenda.types("Marcada em duplicidade");
    await agenda.typed.keep();
    agenda.load();
    await agenda.putBookingBack();
    same(document.querySelector("dialog[open]"), null, "nothing opens by itself");
    await agenda.asksAbout("a2");
    same(agenda.at("cancelling:reason").value, "");
    agenda.at("cancel-dialog").close();
    await agenda.asksAbout("a1");
    same(agenda.at("cancelling:reason").value, "Marcada em duplicidade");
    await agenda.typed.forgetReason();
    await agenda.asksAbout("a1").catch(() => {});
    same(agenda.at("cancelling:reason").value, "");
  });
}
