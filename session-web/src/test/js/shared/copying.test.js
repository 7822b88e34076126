import { copyField } from "/resources/js/shared/copying.js";
import { same } from "../assert.js";

async function copying(clipboard, command) {
  const place = document.createElement("div");
  place.innerHTML = `<input id="copied-field" value="https://room.example/join#x" readonly>
    <button data-copy="copied-field"><span role="status" data-copied="yes" data-not-copied="no"></span></button>`;
  document.body.append(place);
  const real = document.execCommand;
  document.execCommand = () => command;
  try {
    await copyField(place.querySelector("button"), clipboard);
    return [place.querySelector("[role=status]").textContent, document.activeElement.id];
  } finally {
    document.execCommand = real;
    place.remove();
  }
}

export async function whatWasCopiedIsSaidToBe() {
  const written = [];
  same((await copying({ writeText: async (text) => written.push(text) }, false))[0], "yes");
  same(written, ["https://room.example/join#x"]);
}

export async function whereTheBrowserForbidsItTheFieldIsSelectedAndNothingIsSaidToBeCopied() {
  const refused = { writeText: () => Promise.reject(new DOMException("", "NotAllowedError")) };
  same(await copying(refused, true), ["yes", "copied-field"]);
  same(await copying(refused, false), ["no", "copied-field"]);
  same(await copying(undefined, false), ["no", "copied-field"], "without a secure context there is no clipboard");
}
