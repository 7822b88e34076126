/**
 * Starts the room's page: makes its parts, and connects them with each other, with the socket and with the buttons. It has more than
 * 350 lines so that one file shows which part follows which.
 */
import { Analysis } from "../assistant/analysis.js";
import { Assistant } from "../assistant/assistant.js";
import { AssistantView } from "../assistant/assistant-view.js";
import { CallRoom } from "../call/call-room.js";
import { Chat } from "../chat/chat.js";
import { Consents } from "../consent/consents.js";
import { message, zoneName } from "../shared/messages.js";
import { Countdown } from "../session/countdown.js";
import { RoomApi } from "../shared/api.js";
import { Board } from "./board.js";
import { Clock, ownTimeZone } from "./clock.js";
import { Commands } from "./commands.js";
import { confirm } from "../shared/confirm.js";
import { clearFaults, closeByButtons, dialog } from "../shared/primefaces.js";
import { keepFocus } from "./focus.js";
import { Leaving } from "./leaving.js";
import { LostConnection } from "./lost-connection.js";
import { followMenus } from "./menus.js";
import { Announcer, Toast } from "../shared/notices.js";
import { News } from "./news.js";
import { Panel } from "./panel.js";
import { People } from "../participant/people.js";
import { Remaining } from "./remaining.js";
import { RoomSocket } from "./room-socket.js";
import { RoomStates } from "./room-states.js";
import { sessionActs } from "./session-acts.js";
import { SessionView } from "./session-view.js";
import { RoomSync } from "./sync.js";
import { toolsOf, toolsWithUnsent } from "./tools.js";
import { UnsentWork, joined } from "../shared/unsent-work.js";

const byId = (id) => document.getElementById(id);
const page = byId("room");
const { role, person, session: sessionId, locale, clientName, therapistName } = page.dataset;
const isTherapist = role === "THERAPIST";
/** Clients see times in their own time zone; the hospital's staff in the hospital's. */
const timeZone = isTherapist ? page.dataset.timeZone : ownTimeZone(page.dataset.timeZone);

const toast = new Toast(byId("toast"));
const announcer = new Announcer(byId("announcer"));
const people = new People({ THERAPIST: therapistName, CLIENT: clientName });
const clock = new Clock({
  clock: byId("clock"),
  elapsed: byId("elapsed"),
  remaining: byId("remaining"),
  left: page.querySelector(".clock-left"),
});
const socket = new RoomSocket({ pass: page.dataset.pass, socket: page.dataset.socket, session: sessionId });
socket.addEventListener("time", ({ detail }) => clock.correct(detail));
const send = (frame) => socket.send(frame);
const api = new RoomApi({ pass: page.dataset.pass, session: sessionId });
const { workKey, owner } = page.dataset;
delete page.dataset.workKey;
const REASON = "cancel-reason";
/** After the start of the page, whose own work comes first, in ms. */
const PREPARE = 3000;
const CHAT = `chat:${sessionId}:${role}`;
const work = await UnsentWork.open({
  key: workKey,
  owner,
  place: sessionId,
  merges: { changes: RoomSync.merged, [CHAT]: Chat.merged, "draft:chat": joined, [REASON]: joined },
  shared: ["changes", CHAT],
});
const chat = new Chat(send, { session: `${sessionId}:${role}`, store: work, now: () => clock.now() });
const consents = new Consents({ api, role, versions: JSON.parse(page.dataset.consents), language: locale });
const assistant = new Assistant({ role, people, consents, speech: loadSpeech });
const sync = new RoomSync(send, {
  known: () => ({ lastChat: chat.lastSeq, lastLine: assistant.transcript.lastLine }),
  store: work,
});
const commands = new Commands(send);
const board = new Board({ sync, send, people, toast, announcer, work });
/** What a client reads after leaving a session in this state. */
const OVER = { COMPLETED: "SESSION_ENDED", CANCELLED: "SESSION_CANCELLED" };
const remaining = new Remaining({ sync, chat, board, work, session: sessionId });
const view = new SessionView({ role, people, bookedName: page.dataset.bookedName, clock, locale, timeZone, inCall: () => call.connected });
const lostConnection = new LostConnection(page, announcer);
const states = new RoomStates(byId("state"), {
  role,
  session: sessionId,
  people,
  work,
  remaining,
  unsent,
  decide: () => leaving.decide(),
  leave: goAway,
  planned: () => message("state.WAITING.planned", ...plannedStart()),
});
const call = new CallRoom({ room: page, send, api, people, consents, announcer, toast });
const news = new News({ role, people, toast, announcer, call });
const analysis = new Analysis(api);
const appointmentTime = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
const countdown = new Countdown({ key: `countdown:${sessionId}:${person}` });
const assistantView = new AssistantView({ assistant, people, role, announcer, run });

const planned = { startsAt: page.dataset.plannedStart, minutes: page.dataset.plannedMinutes };

const panel = new Panel(
  { panel: byId("panel"), menu: byId("panel-menu") },
  {
    role,
    person,
    session: sessionId,
    locale,
    timeZone,
    names: { THERAPIST: therapistName, CLIENT: clientName },
    planned,
    people,
    clock,
    api,
    work,
    chat,
    call,
    assistant,
    analysis,
    board,
    countdown,
    announcer,
    toast,
    confirm,
    run,
    savingChanged: showLine,
  },
);

let session = null;
let formResumed = false;

/** The page after the room: a client who leaves a session that is over cannot come back. */
function goAway() {
  const over = isTherapist ? null : OVER[session?.status];
  location.assign(over ? `/notice?about=${over}` : page.dataset.leave);
}

/** @returns {string[]} the day and time of the appointment, and their zone */
function plannedStart() {
  const start = Date.parse(planned.startsAt);
  return [appointmentTime.format(start), zoneName(locale, timeZone, start)];
}

async function loadSpeech() {
  const { Speech } = await import("../assistant/speech.js");
  const url = new URL("/socket/microphone", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new Speech(() => api.ticket(), url);
}

/* The connection */

socket.addEventListener("state", ({ detail }) => {
  const { state, reason, detail: words } = detail;
  // Before it is taken out of the person's hand.
  if (state === "CLOSED") remaining.look();
  if (state === "OPEN") {
    // A waiting client has nothing to request yet; for a client who need not wait, the welcome triggers it.
    if (isTherapist || session?.admitted) resume();
    call.lineBack();
  } else {
    sync.lost();
    chat.lost();
    assistant.transcript.lost();
    commands.lost({ ended: state === "CLOSED" && reason === "ENDED" });
    board.letGoAll();
  }
  assistant.cut = Boolean(session) && state !== "OPEN";
  lostConnection.follow(detail);
  if (state === "CLOSED") close(reason, words);
  showLine();
});

/** Requests what is missing first, then sends the queues. */
function resume() {
  assistant.transcript.resume();
  sync.resume();
  chat.resume();
}

function close(reason, words) {
  if (reason === "LEFT") return;
  assistant.close();
  // After logging in again the person returns directly.
  if (reason === "TAKEN_OVER" || reason === "UNKNOWN") call.close();
  else call.left();
  if (reason === "ENDED") showEnd(words);
  else if (reason === "UNKNOWN" && isTherapist) states.loginEnded();
  else if (reason === "TAKEN_OVER") states.takenOver();
  else states.lost(reason, Boolean(session));
}

/** What is being written counts where it does not outlive the page, or where nobody can come back to it. */
function unsent() {
  const done = sync.pending || chat.pending || panel.unsaved || board.inHand;
  return Boolean(done || ((states.seatLost || !work.lasting) && remaining.written));
}

function showLine() {
  const open = socket.state === "OPEN";
  states.stillWaiting(lostConnection.show({ open, entered: Boolean(session), pending: waiting() }));
  if (session) view.showSaved({ pending: waiting(), moving: open && !panel.stuck });
}

/** The number of unsaved changes, messages and notes. */
function waiting() {
  return sync.pending + chat.pending + panel.pending;
}

/* Frames of the server */

const FRAMES = {
  welcome({ you, session: now, people: all, transcription }) {
    people.you = you;
    assistant.possible = transcription;
    people.follow(all);
    sync.participantId = you.participantId;
    chat.you = you;
    lostConnection.over();
    followSession(now);
    showLine();
  },
  session: ({ session: now }) => followSession(now),
  presence: ({ people: all }) => followPeople(all),
  insights: () => analysis.touch(),
  preview: (frame) => board.preview(frame),
  release: (frame) => board.release(frame),
  point: (frame) => board.point(frame),
  planned({ startsAt, minutes }) {
    Object.assign(planned, { startsAt, minutes });
    if (session) panel.follow(session);
    const words = message("room.moved", ...plannedStart());
    news.moved(words);
    states.moved(words);
  },
  warning: (frame) => news.warning(frame),
};

socket.addEventListener("frame", ({ detail: frame }) => {
  const taken = [sync, chat, commands, call, assistant].some((part) => part.receive(frame));
  if (!taken) FRAMES[frame.type]?.(frame);
});

function followPeople(all) {
  const { state: before, invitation: seat } = people.other(role) ?? {};
  people.follow(all);
  const { state: now, invitation } = people.other(role) ?? {};
  const another = Boolean(seat) && seat !== invitation;
  // What was counted until now is of more than one person then.
  if (isTherapist && another) analysis.touch();
  view.showPeople();
  assistantView.show();
  if (session) {
    call.follow(session);
    panel.follow(session);
  }
  if (now !== "PRESENT") board.letGoAll();
  if (now && (before !== now || another)) news.presence(now);
}

function followSession(now) {
  const before = session;
  const over = now.status === "COMPLETED" || now.status === "CANCELLED";
  if (over) remaining.look();
  session = now;
  const readBefore = assistant.shown;
  consents.follow(now);
  assistant.follow(now);
  clock.follow(now);
  view.follow(now);
  call.follow(now);
  panel.follow(now);
  board.rights(view.mayChange, { name: message("room.you"), role, yields: !isTherapist });
  if (over) {
    showEnd();
    return;
  }
  if (!isTherapist && !now.admitted) {
    states.waiting(false);
    return;
  }
  if (before?.admitted && assistant.shown && !readBefore) sync.resume();
  const entered = !isTherapist && !before?.admitted;
  if (entered) resume();
  states.hide();
  // The page before the room took its focus with it.
  if (!before && document.activeElement === document.body) byId("controls").focus({ preventScroll: true });
  performance.mark("interactive");
  news.session(before, now, { entered, mayChange: view.mayChange });
}

function showEnd(words) {
  remaining.look();
  tellEnd(words);
  chat.end();
  assistant.close();
  remaining.forget();
  // The last notes are saved by then, if possible.
  panel.end().then(() => tellEnd(words));
}

function tellEnd(words) {
  states.ended({ cancelled: session?.status === "CANCELLED", words: session ? "" : words });
}

/* Saving */

sync.addEventListener("pending", showLine);
sync.addEventListener("update", () => {
  if (formResumed || !sync.live || !view.mayChange) return;
  formResumed = true;
  board.resumeForm();
});
sync.addEventListener("saved", ({ detail }) => {
  view.showSaved({ pending: waiting(), moving: socket.state === "OPEN" && !panel.stuck, at: detail.at });
});
sync.addEventListener("stalled", () => socket.renew());

/* The tools beside the field */

for (const tool of toolsOf(role)) panel.register(tool);
setTimeout(() => panel.prepare(), PREPARE);
panel.restore(isTherapist ? "chat" : null);
showUnsent();

/** Opens the tools with unsent work, which send it or ask the person. */
async function showUnsent() {
  for (const tool of toolsWithUnsent(work, sessionId)) await panel.open(tool, { focus: false });
}

assistant.transcript.addEventListener("behind", () => sync.resume());
if (isTherapist) {
  assistant.transcript.addEventListener("changed", () => analysis.touch());
  analysis.addEventListener("update", () => panel.unread("assistant", analysis.open.length));
}
countdown.addEventListener("over", () => news.timerOver());
call.addEventListener("connection", () => view.showPeople());
call.addEventListener("microphone", () => assistant.hear(call.microphone));
chat.addEventListener("update", () => {
  panel.unread("chat", chat.unread);
  showLine();
});
chat.addEventListener("arrived", ({ detail: { newest } }) => news.arrived(newest));
chat.addEventListener("behind", () => sync.resume());
chat.addEventListener("stalled", () => socket.renew());

/* Commands */

async function run(command, more) {
  try {
    await commands.run(command, more);
    return true;
  } catch (refusal) {
    toast.show(refusal.code === "OFFLINE" ? message("command.offline") : refusal.message);
    return false;
  }
}

const leaving = new Leaving({
  unsent,
  ask: (question) => confirm(question, { values: [people.otherName(role)], tone: "primary" }),
  async close() {
    // First, because its goodbye to the other page goes over the socket, which the room closes.
    call.left();
    await commands.run("LEAVE").catch(() => {});
    socket.leave();
  },
  go: goAway,
});

closeByButtons();
if (isTherapist) (await import("../session/cancel-form.js")).followCancelling(work, REASON);

/** Names the client who has the seat now, and shows nothing of an earlier refusal. */
function askToCancel() {
  byId("cancel-text").textContent = message("confirm.cancel.text", people.otherFullName(role));
  clearFaults(byId("cancel"));
  dialog("cancel").open();
}

const ACTS = {
  ...board.acts,
  ...call.acts,
  ...assistantView.acts,
  ...sessionActs(run, () => session.status),
  cancel: askToCancel,
  leave: () => leaving.leave(session?.status === "ACTIVE" ? `leave.${role}` : null),
  retry: () => socket.hurry(),
  keys: () => dialog("keys").open(),
};

followMenus(page, (act) => (ACTS[act] ?? panel.acts[act])?.());

byId("access")?.addEventListener("change", async ({ target }) => {
  if (!(await run("SET_ACCESS", { access: target.value }))) view.follow(session);
});

keepFocus(page, byId("controls"));
states.loading();
if (!call.entered) states.hide();
const { dataset } = document.documentElement;
dataset.started = "";
await call.enter().catch((failure) => {
  delete dataset.started;
  throw failure;
});
states.loading();
socket.connect();
