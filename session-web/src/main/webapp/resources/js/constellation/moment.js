/** The field at a moment of the session, in a dialog above the page. */
import { message } from "../shared/messages.js";
import { html, svg } from "../shared/svg.js";
import { Constellation } from "./constellation.js";
import { drawStill } from "./still.js";

/** Changes in one answer of the API. */
const PAGE = 500;

/**
 * @param {RoomApi} api
 * @param {{seq?: number, at?: string}} moment after that change, or at that time (ISO 8601)
 * @param {(date: Date) => string} time
 * @throws {ApiRefusal}
 */
export async function showMoment(api, moment, time) {
  const { field, at } = await fieldAt(api, moment);
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

/** Replays the journal up to a moment, with the same rules as the field itself; `at`: that moment's time. */
async function fieldAt(api, moment) {
  const until = Date.parse(moment.at);
  const due = (one) => (moment.seq ? one.seq <= moment.seq : Date.parse(one.at) <= until);
  let field = new Constellation();
  let last = null;
  for (let after = 0, full = true; full; after = last?.seq) {
    const changes = (await api.get(`field/journal?after=${after}`)).body.changes.filter(due);
    for (const recorded of changes) {
      field = field.apply(recorded.change);
      last = recorded;
    }
    full = changes.length === PAGE;
  }
  return { field, at: moment.at ?? last?.at };
}
