import { Chat, LONGEST } from "/resources/js/chat/chat.js";
import { holds, same } from "../assert.js";
import { Store, Timers } from "../window.js";

/** The invitation with which this person entered. */
const OF = { me: "newest" };

/** One person's window, with a connection that records the frames. */
class Window {
  sent = [];
  events = [];
  timers = new Timers();

  constructor(store = new Store()) {
    this.store = store;
    const { timers } = this;
    this.chat = new Chat((frame) => this.sent.push(frame), {
      session: "s",
      store,
      now: () => timers.now,
      wait: timers.wait,
    });
    this.chat.you = { participantId: "me", invitation: "newest" };
    for (const type of ["arrived", "behind", "stalled"]) {
      this.chat.addEventListener(type, ({ detail }) => this.events.push({ type, ...detail }));
    }
  }

  said(seq, { by = "other", invitation = OF[by], messageId = `m${seq}`, text = `text ${seq}` } = {}) {
    this.chat.receive(chatted(seq, { by, invitation, messageId, text }));
    return this;
  }

  refused(messageId, code, detail) {
    this.chat.receive({ type: "refused", messageId, code, detail });
    return this;
  }

  get states() {
    return this.chat.messages.map(({ text, state }) => [text, state]);
  }

  heard(type) {
    return this.events.filter((event) => event.type === type).length;
  }
}

const chatted = (seq, { by = "other", invitation = OF[by], messageId = `m${seq}`, text = `text ${seq}` } = {}) => ({
  type: "chatted",
  seq,
  messageId,
  by,
  invitation,
  at: "2026-11-22T19:00:00Z",
  text,
});

const opened = (store) => {
  const window = new Window(store);
  window.chat.resume();
  return window;
};

export function whatWasWrittenByAnOlderInvitationIsAnothers() {
  const window = opened();
  window.said(1, { by: "me", invitation: "older" }).said(2, { by: "me" });
  same(
    window.chat.messages.map(({ own }) => own),
    [false, true],
  );
}

export function whatWasSaidToWhoeverHadTheSeatBeforeIsNotNewToTheNextOne() {
  const window = new Window();
  window.chat.you = null;
  window.said(1).said(2, { by: "me", invitation: "older" });
  window.chat.you = { participantId: "me", invitation: "newest" };
  same([window.chat.unread, window.heard("arrived")], [0, 0]);
  window.said(3);
  same([window.chat.unread, window.events.at(-1).newest.seq], [1, 3]);
}

export function aFormerClientsMessageIsStillNewToTheTherapistAndTheirs() {
  const window = opened();
  window.said(1, { by: "client", invitation: "older" });
  same([window.chat.unread, window.events.at(-1).newest.invitation], [1, "older"]);
}

export function whatIsSaidGoesOutOnceTheLineIsOpen() {
  const window = new Window();
  holds(window.chat.say("Oi"), "there was something to say");
  same(window.sent, []);
  same(window.states, [["Oi", "WAITING"]]);
  window.chat.resume();
  same(window.sent, [{ type: "chat", messageId: window.chat.messages[0].messageId, text: "Oi" }]);
  same(window.states, [["Oi", "SENDING"]]);
}

export function acknowledgedMeansCommitted() {
  const window = opened();
  window.chat.say("Oi");
  same(window.chat.pending, 1);
  window.said(1, { by: "me", messageId: window.sent[0].messageId, text: "Oi" });
  same([window.chat.pending, window.chat.lastSeq], [0, 1]);
  same(window.states, [["Oi", "SAID"]]);
}

export function messagesGoOutOneAtATimeAndInOrder() {
  const window = opened();
  for (const text of ["um", "dois", "três"]) window.chat.say(text);
  same(
    window.sent.map(({ text }) => text),
    ["um"],
  );
  window.said(1, { by: "me", messageId: window.sent[0].messageId, text: "um" });
  window.said(2, { by: "me", messageId: window.sent[1].messageId, text: "dois" });
  same(
    window.sent.map(({ text }) => text),
    ["um", "dois", "três"],
  );
}

export function whatWasCutOffGoesOutAgainUnderTheSameId() {
  const window = opened();
  window.chat.say("Oi");
  window.chat.lost();
  same(window.states, [["Oi", "WAITING"]]);
  window.chat.resume();
  same(window.sent.length, 2);
  same(window.sent[1], window.sent[0]);
}

export function whatHadArrivedBeforeTheCutIsNotSentAgain() {
  const window = opened();
  window.chat.say("Oi");
  const { messageId } = window.sent[0];
  window.chat.lost();
  window.chat.receive({ type: "chats", messages: [chatted(1, { by: "me", messageId, text: "Oi" })] });
  window.chat.resume();
  same([window.sent.length, window.chat.pending], [1, 0]);
}

export function theQueueOutlivesAReload() {
  const store = new Store();
  const before = new Window(store);
  before.chat.say("ainda não saiu");
  const after = opened(store);
  same(after.sent, [{ type: "chat", messageId: before.chat.messages[0].messageId, text: "ainda não saiu" }]);
}

export function whatIsAcknowledgedIsNotKeptInTheWindow() {
  const store = new Store();
  const window = opened(store);
  window.chat.say("só no servidor");
  window.said(1, { by: "me", messageId: window.sent[0].messageId, text: "só no servidor" });
  holds(!store.getItem("chat:s").includes("só no servidor"), "the text is gone from the window's storage");
}

export function aRefusalStandsAtItsMessageAndOthersGoOn() {
  const window = opened();
  window.chat.say("recusada");
  window.chat.say("aceita");
  const [{ messageId }] = window.sent;
  window.refused(messageId, "NOT_ALLOWED", "Agora não.");
  same(
    window.chat.messages.map(({ state, detail }) => [state, detail ?? null]),
    [
      ["REFUSED", "Agora não."],
      ["SENDING", null],
    ],
  );
  window.said(1, { by: "me", messageId: window.sent[1].messageId, text: "aceita" });
  window.chat.again(messageId);
  same(window.sent.at(-1), { type: "chat", messageId, text: "recusada" });
}

export function anIdThatIsTakenIsNotUsedAgain() {
  const window = opened();
  window.chat.say("Oi");
  const { messageId } = window.sent[0];
  window.refused(messageId, "CHANGE_ID_REUSED");
  window.chat.again(messageId);
  holds(window.sent[1].messageId !== messageId, "the message has a new id");
  same(window.sent[1].text, "Oi");
}

export function aRefusedMessageCanBeGivenUp() {
  const store = new Store();
  const window = opened(store);
  window.chat.say("Oi");
  window.refused(window.sent[0].messageId, "INVALID");
  window.chat.discard(window.sent[0].messageId);
  same([window.states, window.chat.pending], [[], 0]);
  holds(!store.getItem("chat:s").includes("Oi"), "the text is gone");
}

export function tooFastWaitsAndTriesAgain() {
  const window = opened();
  window.chat.say("Oi");
  window.refused(window.sent[0].messageId, "TOO_FAST");
  same(window.states, [["Oi", "SENDING"]]);
  window.timers.pass(999);
  same(window.sent.length, 1);
  window.timers.pass(1);
  same(window.sent[1], window.sent[0]);
}

export function aMessageTheServerCannotTakeNowIsKeptAndSentAgain() {
  const window = opened();
  window.chat.say("Oi");
  window.refused(window.sent[0].messageId, "BUSY");
  same(window.states, [["Oi", "SENDING"]]);
  window.timers.pass(1000);
  window.refused(window.sent[1].messageId, "UNAVAILABLE");
  window.timers.pass(1999);
  same(window.sent.length, 2);
  window.timers.pass(1);
  same(window.sent[2], window.sent[0]);
}

export function aMessageWithoutAnswerIsReported() {
  const window = opened();
  window.chat.say("Oi");
  window.timers.pass(9_999);
  same(window.heard("stalled"), 0);
  window.timers.pass(1);
  same(window.heard("stalled"), 1);
}

export function anAnsweredMessageIsNotStalled() {
  const window = opened();
  window.chat.say("Oi");
  window.said(1, { by: "me", messageId: window.sent[0].messageId, text: "Oi" });
  window.timers.pass(20_000);
  same(window.heard("stalled"), 0);
}

export function nothingAndTooMuchAreNotSaid() {
  const window = opened();
  same(window.chat.say(" \n\t "), false);
  same(window.chat.say("x".repeat(LONGEST + 1)), false);
  same(window.chat.say("👵".repeat(LONGEST)), true, "counted in code points");
  same(window.chat.pending, 1);
}

export function controlCharactersAreLeftOutAndLineBreaksStay() {
  const window = opened();
  window.chat.say("  um\r\ndois\u0007\ttrês\u0000\ud83e 👵 \n");
  same(window.sent[0].text, "um\ndois três 👵");
}

export function messagesStandInTheServersOrder() {
  const window = opened();
  window.said(2).said(1).said(2);
  same(window.states, [
    ["text 1", "SAID"],
    ["text 2", "SAID"],
  ]);
}

export function aGapIsAskedForOnceAndIsNotSkipped() {
  const window = opened();
  window.said(1).said(3).said(4);
  same([window.heard("behind"), window.chat.lastSeq], [1, 1]);
  window.chat.receive({ type: "chats", messages: [chatted(2), chatted(3), chatted(4)] });
  same([window.heard("behind"), window.chat.lastSeq, window.chat.messages.length], [1, 4, 4]);
}

export function aHoleThatIsNotFilledIsNotAskedForWithoutEnd() {
  const window = opened();
  window.said(1).said(3);
  for (let i = 0; i < 5; i++) window.chat.receive({ type: "chats", messages: [chatted(3)] });
  same([window.heard("behind"), window.chat.lastSeq], [1, 1]);
}

export function anAnswerThatIsNotAllIsFollowedByTheNext() {
  const window = opened();
  window.chat.receive({ type: "chats", messages: [chatted(1), chatted(2)], more: true });
  same([window.heard("behind"), window.chat.lastSeq], [1, 2]);
  window.chat.receive({ type: "chats", messages: [chatted(3)], more: false });
  same([window.heard("behind"), window.chat.lastSeq], [1, 3]);
}

export function theFirstUnreadMessageIsAnnouncedOnce() {
  const window = opened();
  window.said(1).said(2).said(3, { by: "me" });
  same([window.chat.unread, window.heard("arrived")], [2, 1]);
  window.chat.watched = true;
  same(window.chat.unread, 0);
  window.said(4);
  same([window.chat.unread, window.heard("arrived")], [0, 1], "what is in sight is read");
  window.chat.watched = false;
  window.said(5);
  same([window.chat.unread, window.heard("arrived")], [1, 2]);
}

export function whatWasReadStaysReadOverAReload() {
  const store = new Store();
  const before = opened(store);
  before.chat.watched = true;
  before.said(1).said(2);
  const after = opened(store);
  after.chat.receive({ type: "chats", messages: [chatted(1), chatted(2), chatted(3)] });
  same(after.chat.unread, 1);
}

export function ownMessagesOfAnEarlierPageAreOnesOwn() {
  const window = opened();
  window.said(1, { by: "me" }).said(2);
  same(
    window.chat.messages.map(({ own }) => own),
    [true, false],
  );
}

export function theEndOfTheSessionEmptiesIt() {
  const store = new Store();
  const window = opened(store);
  window.said(1);
  window.chat.say("ainda não saiu");
  window.chat.end();
  same([window.chat.messages, window.chat.pending, window.chat.unread, store.size], [[], 0, 0, 0]);
  window.said(2);
  same([window.chat.messages, window.chat.say("tarde"), store.size], [[], false, 0]);
}

export function framesOfOthersAreLeftToThem() {
  const { chat } = opened();
  same(chat.receive({ type: "refused", changeId: "c", code: "STALE" }), false);
  same(chat.receive({ type: "changed", seq: 1 }), false);
}
