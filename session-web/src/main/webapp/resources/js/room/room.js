/** The room's page: connects socket, session, people and field. */
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
import { closeByButtons, dialog } from "../shared/primefaces.js";
import { keepFocus } from "./focus.js";
import { Leaving } from "./leaving.js";
import { Announcer, Toast } from "../shared/notices.js";
import { Panel } from "./panel.js";
import { People } from "../participant/people.js";
import { Remaining } from "./remaining.js";
import { RoomSocket } from "./room-socket.js";
import { LineView, SessionView } from "./session-view.js";
import { States, stateTexts } from "./states.js";
import { RoomSync } from "./sync.js";
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
const send = (frame) => socket.send(frame);
const api = new RoomApi({ pass: page.dataset.pass, session: sessionId });
const { workKey, owner } = page.dataset;
delete page.dataset.workKey;
const REASON = "cancel-reason";
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
const remaining = new Remaining({ sync, chat, board, work, session: sessionId });
const view = new SessionView({ role, people, clock, locale, timeZone });
const line = new LineView();
const states = new States(byId("state"));
const call = new CallRoom({ room: page, send, api, people, consents, announcer, toast });
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
  },
);

let session = null;
let lost = null;
let movedWords = "";
let formResumed = false;
let erased = false;
let seatLost = false;

const otherName = () => people.otherName(role);
const leaveButton = (look = "ghost") => ({ text: message(`leave.${role}`), look, act: goAway });

const lookBackButton = () => ({ text: message("state.ENDED.see"), look: "tonal", act: lookBack });

function goAway() {
  location.assign(page.dataset.leave);
}

async function loadSpeech() {
  const { Speech } = await import("../assistant/speech.js");
  const url = new URL("/socket/microphone", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new Speech(() => api.ticket(), url);
}

/** Opens the session's record, where unsaved notes and corrections continue. */
async function lookBack() {
  await work.settled();
  if (work.lasting) leaving.decide();
  location.assign(`/session?id=${sessionId}`);
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
  if (state === "LOST") lost = detail;
  if (state === "CONNECTING" && lost) lost = { state, cause: lost.cause };
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
  lost = null;
  if (reason === "LEFT") return;
  assistant.close();
  // After logging in again the person returns directly.
  if (reason === "TAKEN_OVER" || reason === "UNKNOWN") call.close();
  else call.left();
  if (reason === "ENDED") {
    showEnd(words);
    return;
  }
  if (reason === "UNKNOWN" && isTherapist) {
    showLoginEnded();
    return;
  }
  if (reason === "TAKEN_OVER") {
    const here = { text: message("state.TAKEN_OVER.here"), look: "primary", act: comeBack };
    states.show(reason, { ...stateTexts(reason), written: remaining.written, buttons: [here, leaveButton()] });
    return;
  }
  showSeatLost(reason);
}

/** Whoever comes by another link is another person: what was not sent reaches nobody any more, and can only be copied. */
function showSeatLost(reason) {
  seatLost = true;
  // Of somebody who has been in it, it was their room.
  const { title, text } = stateTexts(reason === "UNKNOWN" || (session && !isTherapist) ? "GUEST" : reason);
  const words = remaining.lost ? `${text} ${message("state.UNSAVED.text")}` : text;
  states.show(reason, { title, text: words, written: remaining.written, buttons: [leaveButton()] });
}

/** Unsent work is stored in this browser, and sent when the same person has entered again. */
function showLoginEnded() {
  const { lasting } = work;
  const text = message(`state.UNKNOWN.${unsent() ? (lasting ? "kept" : erased ? "erased" : "text") : "text"}`);
  const again = { text: message("state.UNKNOWN.again"), look: "primary", act: comeInAgain };
  const written = lasting ? "" : remaining.written;
  states.show("UNKNOWN", { title: message("state.UNKNOWN.title"), text, written, buttons: [again, leaveButton()] });
}

work.addEventListener("erased", () => {
  erased = true;
  if (states.shown === "UNKNOWN") showLoginEnded();
});

async function comeInAgain() {
  await work.settled();
  if (work.lasting) leaving.decide();
  location.assign(`/room?session=${sessionId}`);
}

/** What is being written counts where it does not outlive the page, or where nobody can come back to it. */
function unsent() {
  const done = sync.pending || chat.pending || panel.unsaved || board.inHand;
  return Boolean(done || ((seatLost || !work.lasting) && remaining.written));
}

function comeBack() {
  location.reload();
}

function showLine() {
  const gone = lost && socket.state !== "OPEN" && session;
  const title = message(lost?.cause === "UNAVAILABLE" ? "line.unavailable" : "line.lost");
  if (gone && !page.classList.contains("line-gone")) announcer.say(title, "line");
  // The bar goes, too, when there is no way back.
  if (!gone && page.classList.contains("line-gone") && socket.state === "OPEN") announcer.say(message("line.back"), "line");
  const tooFast = lost?.cause === "TOO_FAST";
  line.show(gone ? { title, retryAt: lost.retryAt, tooFast, pending: waiting() } : null);
  page.classList.toggle("line-gone", Boolean(gone));
  if (states.shown === "WAITING") showWaiting(Boolean(gone));
  view.showSaved({ pending: waiting(), open: socket.state === "OPEN" });
}

/** The number of unsaved changes and messages; notes have their own display. */
function waiting() {
  return sync.pending + chat.pending;
}

/** Also notifies a person who looks into another window. */
function tell(words) {
  toast.show(words);
  call.calls(words);
}

/* Frames of the server */

const FRAMES = {
  welcome({ you, session: now, people: all, transcription }) {
    people.you = you;
    assistant.possible = transcription;
    people.follow(all);
    sync.participantId = you.participantId;
    chat.you = you;
    lost = null;
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
    movedWords = message("room.moved", appointmentTime.format(new Date(startsAt)), zoneName(locale, timeZone, Date.parse(startsAt)));
    tell(movedWords);
    // A waiting client sees only this state.
    if (states.shown === "WAITING") showWaiting(false);
    announcer.say(movedWords, "planned");
  },
  warning: (warning) => {
    if (warning.kind === "TIME") tell(message("warning.TIME", warning.minutes));
    else if (isTherapist) toast.show(message("warning.QUOTA", warning.percent));
  },
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
  if (now && (before !== now || another)) announcer.say(message(`presence.${now}`, otherName()), "presence");
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
    showWaiting(false);
    return;
  }
  if (before?.admitted && assistant.shown && !readBefore) sync.resume();
  if (!isTherapist && !before?.admitted) {
    resume();
    if (before) announcer.say(message("room.open"), "status");
  }
  states.hide();
  performance.mark("interactive");
  if (before && before.status !== now.status) announcer.say(message(`status.${now.status}`), "status");
  if (before && !isTherapist && before.clientAccess !== now.clientAccess) {
    announcer.say(message(view.mayChange ? "hint.move" : "hint.look"), "access");
  }
}

function showWaiting(gone) {
  states.show("WAITING", {
    title: message("state.WAITING.title"),
    text: `${message(gone ? "state.WAITING.gone" : "state.WAITING.text", otherName())} ${movedWords}`.trim(),
    buttons: [leaveButton()],
  });
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
  const { state, ...texts } = remaining.words({ cancelled: session?.status === "CANCELLED", words: session ? "" : words });
  states.show(state, { ...texts, buttons: isTherapist ? [lookBackButton(), leaveButton()] : [leaveButton("")] });
}

/* Saving */

sync.addEventListener("pending", showLine);
sync.addEventListener("update", () => {
  if (formResumed || !sync.live || !view.mayChange) return;
  formResumed = true;
  board.resumeForm();
});
sync.addEventListener("saved", ({ detail }) => {
  view.showSaved({ pending: waiting(), open: socket.state === "OPEN", at: detail.at });
});
sync.addEventListener("stalled", () => socket.renew());

/* The tools beside the field */

panel.register(
  isTherapist
    ? {
        name: "assistant",
        title: message("assistant.title"),
        icon: "audio-lines",
        load: () => import("../assistant/assistant-panel.js"),
      }
    : {
        name: "transcript",
        title: message("transcript.title"),
        icon: "captions",
        load: () => import("../assistant/transcript-view.js"),
        // It contains only what the therapist shares.
        occasional: true,
      },
);
panel.register({
  name: "chat",
  title: message("chat.title"),
  icon: "message-circle",
  load: () => import("../chat/chat-view.js"),
});
if (isTherapist) {
  panel.register({
    name: "notes",
    title: message("notes.title"),
    icon: "notebook-pen",
    load: () => import("../note/notes-view.js"),
  });
}
panel.register({
  name: "figures",
  title: message("list.title"),
  icon: "list",
  load: () => import("../constellation/figure-list.js"),
});
panel.register({
  name: "session",
  title: message("course.title"),
  icon: "calendar",
  load: () => import("../session/course.js"),
});
if (isTherapist) {
  panel.register({
    name: "timer",
    title: message("timer.title"),
    icon: "hourglass",
    load: () => import("../session/timer.js"),
  });
}
panel.register({
  name: "line",
  title: message("line.title"),
  icon: "activity",
  load: () => import("../call/line-panel.js"),
  occasional: true,
});
panel.restore(isTherapist ? "chat" : null);
showUnsent();

/** Opens the tools with unsent work, which send it or ask the person. */
async function showUnsent() {
  const tools = { "draft:line": "assistant", "draft:chat": "chat", [`notes:${sessionId}`]: "notes" };
  for (const [kept, tool] of Object.entries(tools)) {
    if (work.getItem(kept) !== null) await panel.open(tool, { focus: false });
  }
}

assistant.transcript.addEventListener("behind", () => sync.resume());
if (isTherapist) {
  assistant.transcript.addEventListener("changed", () => analysis.touch());
  analysis.addEventListener("update", () => panel.unread("assistant", analysis.open.length));
}
countdown.addEventListener("over", () => {
  tell(message("timer.over"));
  announcer.say(message("timer.over"), "timer");
});
call.addEventListener("microphone", () => assistant.hear(call.microphone));
chat.addEventListener("update", () => {
  panel.unread("chat", chat.unread);
  showLine();
});
chat.addEventListener("arrived", ({ detail: { newest } }) => {
  announcer.say(message("chat.arrived", people.author(newest) ?? otherName()), "chat");
  call.calls(message("knock.message"));
});
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
  ask: (question) => confirm(question, { values: [otherName()], tone: "primary" }),
  async close() {
    await commands.run("LEAVE").catch(() => {});
    call.left();
    socket.leave();
  },
  go: goAway,
});

closeByButtons();
if (isTherapist) (await import("../session/cancel-form.js")).followCancelling(work, REASON);

const ACTS = {
  ...board.acts,
  ...call.acts,
  ...assistantView.acts,
  start: () => run("START"),
  pause: () => run("PAUSE"),
  resume: () => run("RESUME"),
  async admit() {
    if (session.status === "PENDING" && !(await run("START"))) return;
    await run("ADMIT");
  },
  async complete() {
    if (!(await confirm("complete"))) return;
    // Only an active session can be completed; both steps are recorded.
    if (session.status === "PAUSED" && !(await run("RESUME"))) return;
    await run("COMPLETE");
  },
  cancel: () => dialog("cancel").open(),
  leave: () => leaving.leave(session?.status === "ACTIVE" ? `leave.${role}` : null),
  retry: () => socket.hurry(),
  keys: () => dialog("keys").open(),
};

page.addEventListener("click", ({ target }) => {
  for (const menu of page.querySelectorAll("details.menu[open]")) {
    if (menu.contains(target) && target.closest("summary")) continue;
    // Whatever the item opens returns the focus to the element that had it.
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
  const act = target.closest("[data-act]")?.dataset.act;
  (ACTS[act] ?? panel.acts[act])?.();
});

for (const menu of page.querySelectorAll("details.menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

byId("access")?.addEventListener("change", async ({ target }) => {
  if (!(await run("SET_ACCESS", { access: target.value }))) view.follow(session);
});

keepFocus(page, byId("controls"));
states.show("LOADING", stateTexts("loading"));
if (!call.entered) states.hide();
const { dataset } = document.documentElement;
dataset.started = "";
await call.enter().catch((failure) => {
  delete dataset.started;
  throw failure;
});
states.show("LOADING", stateTexts("loading"));
socket.connect();
