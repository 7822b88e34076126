/** The tools beside the field, in the order of their tabs; see panel.js for what a tool is. */
import { message } from "../shared/messages.js";

const ASSISTANT = () => ({
  name: "assistant",
  title: message("assistant.title"),
  icon: "audio-lines",
  load: () => import("../assistant/assistant-panel.js"),
});

/** It contains only what the therapist shares. */
const TRANSCRIPT = () => ({
  name: "transcript",
  title: message("transcript.title"),
  icon: "captions",
  load: () => import("../assistant/transcript-view.js"),
  occasional: true,
});

const CHAT = () => ({
  name: "chat",
  title: message("chat.title"),
  icon: "message-circle",
  load: () => import("../chat/chat-view.js"),
  writing: true,
});

const NOTES = () => ({
  name: "notes",
  title: message("notes.title"),
  icon: "notebook-pen",
  load: () => import("../note/notes-view.js"),
  writing: true,
});

const FIGURES = () => ({
  name: "figures",
  title: message("list.title"),
  icon: "list",
  load: () => import("../constellation/figure-list.js"),
});

const SESSION = () => ({
  name: "session",
  title: message("course.title"),
  icon: "calendar",
  load: () => import("../session/course.js"),
});

const TIMER = () => ({
  name: "timer",
  title: message("timer.title"),
  icon: "hourglass",
  load: () => import("../session/timer.js"),
});

const LINE = () => ({
  name: "line",
  title: message("line.title"),
  icon: "activity",
  load: () => import("../call/quality-panel.js"),
  occasional: true,
});

const TOOLS = {
  THERAPIST: [ASSISTANT, CHAT, NOTES, FIGURES, SESSION, TIMER, LINE],
  CLIENT: [TRANSCRIPT, CHAT, FIGURES, SESSION, LINE],
};

/** @param {"THERAPIST"|"CLIENT"} role */
export function toolsOf(role) {
  return TOOLS[role].map((tool) => tool());
}

/** The names of the tools whose input was not sent when the page was left. */
export function toolsWithUnsent(work, session) {
  const tools = { "draft:line": "assistant", "draft:chat": "chat", [`notes:${session}`]: "notes" };
  return Object.keys(tools)
    .filter((kept) => work.getItem(kept) !== null)
    .map((kept) => tools[kept]);
}
