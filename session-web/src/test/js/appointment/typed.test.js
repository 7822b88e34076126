import { Typed } from "/resources/js/appointment/typed.js";
import { UnsentWork } from "/resources/js/shared/unsent-work.js";
import { same } from "../assert.js";
import { settled } from "../window.js";

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
      <dialog id="booking-dialog"><p id="booking-begun" data-text="{0} begun" hidden></p><div class="dialog-fields">
        <div class="refusals"></div><input type="hidden" id="booking:id" value="${crypto.randomUUID()}">
        <input id="booking:clientName"><select id="booking:language"><option>pt-BR</option><option>en</option></select>
      </div></dialog>
      <dialog id="cancel-dialog"><input type="hidden" id="cancelling:appointment"><textarea id="cancelling:reason"></textarea></dialog>`;
    document.body.append(this.page);
    this.typed = new Typed(UnsentWork.open({ key: KEY, owner: "paulo", place: this.#place }));
  }

  inAnotherWindow() {
    return UnsentWork.open({ key: KEY, owner: "paulo", place: this.#place, now: () => Date.now() + 1000 });
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

  async books(name) {
    this.at("booking-dialog").showModal();
    this.at("booking:clientName").value = name;
    this.at("booking:clientName").dispatchEvent(new Event("input", { bubbles: true }));
    await this.typed.keep();
  }

  async closesBooking() {
    const dialog = this.at("booking-dialog");
    const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    dialog.close();
    await closed;
    await settled();
    await this.typed.keep();
  }

  get booking() {
    return [this.at("booking-dialog").open, this.at("booking:clientName").value];
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

export async function whatWasTypedToBookIsPutBackUntilItIsBookedOrClosed() {
  await Agenda.with(async (agenda) => {
    agenda.at("booking-dialog").showModal();
    agenda.at("booking:clientName").value = "Joana Prado";
    agenda.at("booking:language").value = "en";
    await agenda.typed.keep();
    agenda.load();
    await agenda.putBookingBack();
    same([agenda.at("booking-dialog").open, agenda.at("booking:clientName").value], [true, "Joana Prado"]);
    same(agenda.at("booking:language").value, "en");
    agenda.load();
    await agenda.putBookingBack();
    same(agenda.booking, [true, "Joana Prado"], "also when the page is loaded once more");
    await agenda.closesBooking();
    agenda.load();
    await agenda.putBookingBack();
    same(agenda.at("booking-dialog").open, false);
  });
}

export async function aBookingIsKeptAsItIsTyped() {
  await Agenda.with(async (agenda) => {
    await agenda.books("Joana Prado");
    agenda.load();
    await agenda.putBookingBack();
    same(agenda.booking, [true, "Joana Prado"]);
  });
}

export async function aRefusedBookingThatIsClosedLeavesNothingToTheNextOne() {
  await Agenda.with(async (agenda) => {
    await agenda.books("Joana Prado");
    const [refused, name] = [agenda.at("booking:id").value, agenda.at("booking:clientName")];
    name.setAttribute("aria-invalid", "true");
    agenda.page.querySelector(".refusals").innerHTML = "<p class='notice fail' role='alert'>Recusado</p>";
    await agenda.closesBooking();
    same(agenda.booking, [false, ""]);
    same([name.getAttribute("aria-invalid"), agenda.page.querySelector("[role=alert]")], ["false", null]);
    same(agenda.at("booking:id").value === refused, false, "it would change what the first one may have booked");
  });
}

export async function twoBookingsThatWereBegunAreBothOfferedAndThatIsSaid() {
  await Agenda.with(async (agenda) => {
    const begun = () => [agenda.at("booking-begun").hidden, agenda.at("booking-begun").textContent];
    await agenda.books("Joana Prado");
    // The agenda in another window knows nothing of it while this one is open.
    const another = await agenda.inAnotherWindow();
    another.setItem("typed", JSON.stringify([["booking:clientName", "Bia Moraes"]]));
    await another.settled();
    another.close();
    agenda.load();
    await agenda.putBookingBack();
    same(agenda.booking, [true, "Bia Moraes"]);
    same(begun(), [false, "2 begun"]);
    await agenda.closesBooking();
    same(agenda.booking, [true, "Joana Prado"]);
    same(begun(), [true, ""]);
    await agenda.closesBooking();
    same(agenda.booking, [false, ""]);
  });
}

export async function whoWritesAnotherBookingAlreadyIsOfferedTheOneThatWasBegunAfterIt() {
  await Agenda.with(async (agenda) => {
    await agenda.books("Joana Prado");
    agenda.load();
    agenda.at("booking-dialog").showModal();
    await agenda.typed.putBookingBack(
      () => true,
      () => agenda.at("booking-dialog").showModal(),
    );
    agenda.at("booking:clientName").value = "Bia Moraes";
    await agenda.typed.keep();
    await agenda.closesBooking();
    same(agenda.booking, [true, "Joana Prado"]);
  });
}

export async function theReasonsOfTwoWindowsAreBothInTheField() {
  await Agenda.with(async (agenda) => {
    await agenda.asksAbout("a1");
    agenda.types("Doença");
    await agenda.typed.keep();
    const another = await agenda.inAnotherWindow();
    another.setItem("reason:a1", "Greve");
    await another.settled();
    another.close();
    agenda.load();
    await agenda.asksAbout("a1");
    same(agenda.at("cancelling:reason").value, "Doença\nGreve");
    agenda.at("cancel-dialog").close();
    await agenda.asksAbout("a1");
    same(agenda.at("cancelling:reason").value, "Doença\nGreve");
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

export async function aBookingOutlivesALogoutInAnotherWindowWhenItsOwnerComesBackFromHere() {
  await Agenda.with(async (agenda) => {
    await agenda.books("Joana Prado");
    const another = await agenda.inAnotherWindow();
    const told = new Promise((resolve) => another.addEventListener("erased", resolve, { once: true }));
    await UnsentWork.erase("paulo");
    await told;
    await settled();
    await agenda.typed.keep();
    agenda.load();
    await agenda.putBookingBack();
    same(agenda.booking, [true, "Joana Prado"]);
    another.close();
  });
}
