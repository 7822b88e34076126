/** The assistant's panel beside the field, for the therapist: the analysis, and the transcript below it. */
import { message } from "../shared/messages.js";
import { html } from "../shared/svg.js";
import { AnalysisView } from "./analysis-view.js";
import { open as openTranscript } from "./transcript-view.js";

export function open(place, room) {
  const below = html("div", { class: "assistant-transcript" });
  const transcript = openTranscript(below, room);
  const above = new AnalysisView(room, {
    number: (lineId) => room.assistant.transcript.numberOf(lineId),
    goTo: (lineId) => transcript.goTo(lineId),
    fieldAfter: (seq) => showField(room, { seq }),
    fieldDuring: (lineId) => showField(room, { at: room.assistant.transcript.line(lineId)?.to }),
  });
  place.append(above.element, below);
  return {
    shown: () => transcript.shown(),
    get unsaved() {
      return transcript.unsaved;
    },
  };
}

async function showField(room, moment) {
  const time = new Intl.DateTimeFormat(room.locale, { timeStyle: "medium", timeZone: room.timeZone });
  try {
    const { showMoment } = await import("../constellation/moment.js");
    await showMoment(room.api, moment, (date) => time.format(date));
  } catch (failure) {
    room.toast.show(failure.detail ?? message("command.offline"));
  }
}
