import { keepFocus } from "/resources/js/room/focus.js";
import { same } from "../assert.js";
import { settled } from "../window.js";

/** A room whose elements appear and disappear. */
async function inRoom(test) {
  const page = document.createElement("main");
  page.innerHTML = `
    <section>
      <svg id="focus-field" tabindex="0"></svg>
      <div id="focus-tools"><button id="focus-tool">Tool</button></div>
      <div><div id="focus-waiting"><button id="focus-admit">Admit</button></div></div>
    </section>
    <aside>
      <div role="separator" tabindex="0"></div>
      <button role="tab" tabindex="-1">Chat</button><button role="tab" id="focus-tab">List</button>
      <section><ul><li id="focus-row"><button id="focus-remove">Remove</button></li></ul></section>
    </aside>
    <div id="focus-controls" tabindex="-1"><button id="focus-end">End</button><button id="focus-record">Record</button></div>
    <section id="focus-state"><h2 id="focus-title" tabindex="-1">Wait</h2></section>`;
  document.body.append(page);
  const at = (id) => document.getElementById(`focus-${id}`);
  keepFocus(page, at("controls"));
  const ends = async (id, end) => {
    at(id).focus();
    end();
    await settled();
    return document.activeElement.id.replace("focus-", "");
  };
  try {
    await test({ at, ends });
  } finally {
    page.remove();
  }
}

export async function whatIsDoneOrTakenAwayGivesTheFocusToTheField() {
  await inRoom(async ({ at, ends }) => {
    same(await ends("admit", () => (at("waiting").hidden = true)), "field");
    same(await ends("tool", () => (at("tools").hidden = true)), "field");
  });
}

export async function theLastRowOfAListGivesItToTheListsTab() {
  await inRoom(async ({ at, ends }) => same(await ends("remove", () => at("row").remove()), "tab"));
}

export async function aControlGivesItToTheGroupAndPressesNothingElse() {
  await inRoom(async ({ at, ends }) => {
    same(await ends("record", () => (at("record").hidden = true)), "controls");
    same(await ends("end", () => (at("end").disabled = true)), "controls");
  });
}

export async function aWholePageThatGoesGivesItToTheControlsOnceTheyCanTakeIt() {
  await inRoom(async ({ at, ends }) => {
    at("controls").inert = true;
    await ends("title", () => (at("state").hidden = true));
    at("controls").inert = false;
    await settled();
    same(document.activeElement.id, "focus-controls");
  });
}

export async function whoeverHasGivenItElsewhereKeepsItThere() {
  await inRoom(async ({ at, ends }) => {
    const elsewhere = () => {
      at("waiting").hidden = true;
      at("end").focus();
    };
    same(await ends("admit", elsewhere), "end");
  });
}

export async function whoPressedOnNothingIsLeftAlone() {
  await inRoom(async ({ at }) => {
    at("admit").focus();
    document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    at("admit").blur();
    await settled();
    await settled();
    at("waiting").hidden = true;
    await settled();
    same(document.activeElement === document.body, true);
  });
}
