/** The assistant on a session's page: the analysis, the draft, and the transcript with correcting and striking. */
import { message } from "../shared/messages.js";
import { confirm } from "../shared/confirm.js";
import { Analysis } from "./analysis.js";
import { open as openPanel } from "./assistant-panel.js";
import { Transcript } from "./transcript.js";

/** Transcript lines in one answer of the API. */
const PAGE = 500;

/**
 * @param {RoomApi} api
 * @param {{client: string, clientInvitation: string, readOnly: boolean, over: boolean, locale: string, timeZone: string, announcer: Announcer}} page
 *     `client`, `clientInvitation`: name and invitation of the last holder of the client's seat; `readOnly`: the session was annulled, and the transcript cannot be changed;
 *     `over`: its retention period is over
 * @param {(words: string) => void} refuse shows why something could not be done
 */
export async function open(place, api, { client, clientInvitation, refuse, over, ...page }) {
  // A person without a line needs no id to recognise or strike their own.
  let you = null;
  const people = {
    otherName: () => client,
    isYou: ({ by }) => by === you,
    author: ({ invitation }) => (invitation === clientInvitation ? client : message("room.former")),
  };
  const transcript = new Transcript();
  const readLines = async () => {
    for (let lines = [{}]; lines.length > 0; ) {
      lines = (await api.get(`transcript?after=${transcript.lastLine}`)).body;
      const own = lines.find(({ role }) => role === "THERAPIST");
      if (own) you = own.by;
      transcript.receive({ type: "lines", lines, more: false });
      if (lines.length < PAGE) break;
    }
  };
  const analysis = new Analysis(api);
  // No message announces a finished draft to this page, so it polls while one is being written.
  analysis.addEventListener("update", () => {
    if (analysis.current?.rounds.some(({ state }) => state === "ASKED")) analysis.touch();
  });
  /** After a refusal reloads, because the line may have changed in another window. */
  const changed = async (sent) => {
    try {
      return await sent;
    } finally {
      await readLines();
      analysis.touch();
    }
  };
  await readLines();
  openPanel(place, {
    ...page,
    role: "THERAPIST",
    analysis,
    api: {
      get: (path) => api.get(path),
      post: (path, body) => api.post(path, body),
      put: (path, body, more) => changed(api.put(path, body, more)),
      delete: (path) => changed(api.delete(path)),
    },
    assistant: new RecordedAssistant(transcript, over && transcript.lines.length === 0),
    people,
    confirm,
    toast: { show: refuse },
  });
  analysis.touch();
}

/** The assistant of a session that is over: it is inactive. */
class RecordedAssistant extends EventTarget {
  shown = true;

  constructor(transcript, erased) {
    super();
    this.state = erased ? "ERASED" : "OVER";
    this.transcript = transcript;
    transcript.addEventListener("update", () => this.dispatchEvent(new Event("update")));
  }
}
