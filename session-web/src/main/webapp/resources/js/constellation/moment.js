/** The field as it was after one of its changes, in a dialog above the page. */
import { message } from "../messages.js";
import { html, svg } from "../svg.js";
import { Constellation } from "./constellation.js";
import { drawStill } from "./still.js";

/** Changes in one answer of the API. */
const PAGE = 500;

/**
 * @param {RoomApi} api
 * @param {number} seq of the change
 * @param {(date: Date) => string} time
 * @throws {ApiRefusal}
 */
export async function showMoment(api, seq, time) {
  const { field, at } = await fieldAt(api, seq);
  const picture = svg("svg", { class: "moment-field", role: "img" });
  picture.setAttribute("aria-label", field.figures.map(({ label }) => label).join(", ") || message("moment.empty"));
  const close = html("button", { class: "button primary", value: "close" }, message("keys.close"));
  const dialog = html(
    "dialog",
    { class: "dialog moment", "aria-labelledby": "moment-title" },
    html(
      "form",
      { method: "dialog" },
      html("h2", { class: "dialog-title", id: "moment-title" }, message("moment.title", at ? time(new Date(at)) : "–")),
      picture,
      html("div", { class: "dialog-actions" }, close),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  drawStill(picture, field.figures);
}

/** The journal folded up to a change, by the same rules as the field itself. */
async function fieldAt(api, seq) {
  let field = new Constellation();
  let at = null;
  for (let after = 0; after < seq; ) {
    const { changes } = (await api.get(`field/journal?after=${after}`)).body;
    for (const recorded of changes.filter((one) => one.seq <= seq)) {
      field = field.apply(recorded.change);
      at = recorded.at;
    }
    if (changes.length < PAGE) break;
    after = changes.at(-1).seq;
  }
  return { field, at };
}
