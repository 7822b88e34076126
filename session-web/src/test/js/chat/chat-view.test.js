import { Chat } from "/resources/js/chat/chat.js";
import { open } from "/resources/js/chat/chat-view.js";
import { withLinks } from "/resources/js/chat/links.js";
import { holds, same } from "../assert.js";
import { Store } from "../window.js";

/** The chat panel in a page, with the server's answers defined by the test. */
class Tool {
  sent = [];
  heard = [];
  work = new Store();
  place = document.createElement("section");

  constructor() {
    this.chat = new Chat((frame) => this.sent.push(frame), { session: "s", store: new Store(), wait: () => {} });
    this.chat.you = { participantId: "me", invitation: "newest" };
    this.chat.resume();
    document.body.append(this.place);
    this.view = open(this.place, {
      chat: this.chat,
      work: this.work,
      role: "THERAPIST",
      locale: "pt-BR",
      timeZone: "UTC",
      people: {
        person: () => ({ role: "CLIENT" }),
        author: ({ by }) => (by === "me" ? "Paulo" : "Ana"),
        otherName: () => "Ana",
      },
      announcer: { say: (text) => this.heard.push(text) },
    });
    this.view.shown();
  }

  said(seq, { by = "other", at = "2026-11-22T19:30:00Z", text = `text ${seq}`, messageId = `m${seq}` } = {}) {
    const invitation = by === "me" ? "newest" : undefined;
    this.chat.receive({ type: "chatted", seq, messageId, by, invitation, at, text });
    return this;
  }

  types(text) {
    this.text.value = text;
    this.text.dispatchEvent(new Event("input"));
    return this;
  }

  presses(key, more = {}) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    this.text.dispatchEvent(event);
    return event;
  }

  find(selector) {
    return this.place.querySelector(selector);
  }

  all(selector) {
    return [...this.place.querySelectorAll(selector)];
  }

  get text() {
    return this.find("#chat-text");
  }

  get groups() {
    return this.all(".chat-group").map((group) => [
      group.querySelector("time").textContent,
      group.dataset.own,
      group.querySelectorAll(".chat-message").length,
    ]);
  }

  static with(test) {
    const tool = new Tool();
    try {
      test(tool);
    } finally {
      tool.place.remove();
    }
  }
}

export function messagesStandTogetherByPersonAndMinute() {
  Tool.with((tool) => {
    tool.said(1).said(2).said(3, { at: "2026-11-22T19:31:00Z" });
    tool.said(4, { by: "me", at: "2026-11-22T19:31:10Z" }).said(5, { at: "2026-11-22T19:31:20Z" });
    same(tool.groups, [
      ["19:30", "false", 2],
      ["19:31", "false", 1],
      ["19:31", "true", 1],
      ["19:31", "false", 1],
    ]);
  });
}

export function whatIsThereIsNotDrawnAnew() {
  Tool.with((tool) => {
    tool.said(1);
    const first = tool.find(".chat-message");
    const group = tool.find(".chat-group");
    tool.said(2).said(3, { by: "me" });
    holds(first.isConnected && tool.find(".chat-message") === first, "the message is the same element");
    same(tool.find(".chat-group") === group, true, "the group is the same element");
  });
}

export function anAcknowledgedMessageKeepsItsElement() {
  Tool.with((tool) => {
    tool.types("Oi").presses("Enter");
    const message = tool.find(".chat-message");
    same(message.dataset.state, "SENDING");
    const { messageId } = tool.sent[0];
    tool.said(1, { by: "me", messageId, text: "Oi" });
    same([tool.all(".chat-message").length, tool.find(".chat-message") === message], [1, true]);
    same(message.dataset.state, "SAID");
  });
}

export function everyMessageSaysWhoseItIs() {
  Tool.with((tool) => {
    tool.said(1).said(2);
    same(
      tool.all(".chat-message .quiet").map(({ textContent }) => textContent),
      ["", "Ana: "],
    );
    same(tool.find(".chat-name").textContent, "Ana");
  });
}

export function markupIsPlainText() {
  Tool.with((tool) => {
    const text = '<img src=x onerror="alert(1)"> <a href="https://example.org">a</a> <b>a</b>';
    tool.said(1, { text });
    same(tool.find(".chat-text").textContent, text);
    same(tool.all(".chat-text img, .chat-text b").length, 0);
  });
}

const linked = (text) => {
  const pieces = withLinks(text);
  same(pieces.map((piece) => piece.textContent ?? piece).join(""), text, "the words");
  return pieces.filter((piece) => piece instanceof HTMLAnchorElement).map(({ href }) => href);
};

export function addressesWithoutASchemeAndOfMailAreLinks() {
  same(linked("www.hospital.org, Www.example.org/a?b."), ["https://www.hospital.org/", "https://www.example.org/a?b"]);
  same(linked("escreva a ana.maria+1@exemplo.com.br."), ["mailto:ana.maria+1@exemplo.com.br"]);
  same(linked("www@x, a@b, @ana, nao.www.x https://ana@exemplo.com"), []);
}

export function addressesAreLinksThatTellNothingOfThisPage() {
  Tool.with((tool) => {
    tool.said(1, { text: "Veja https://example.org/a?b=c#d, depois http://example.net." });
    const links = tool.all(".chat-text a");
    same(
      links.map(({ textContent, href }) => [textContent, href]),
      [
        ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
        ["http://example.net", "http://example.net/"],
      ],
    );
    for (const { rel, target } of links) same([rel, target], ["noopener noreferrer", "_blank"]);
    same(tool.find(".chat-text").textContent, "Veja https://example.org/a?b=c#d, depois http://example.net.");
  });
}

export function nothingElseIsTakenForAnAddress() {
  for (const text of [
    "example.org",
    "javascript:alert(1)",
    "data:text/html,a",
    "ftp://example.org",
    "xhttps://example.org",
    "https://",
    "https:// example.org",
    "https://banco.example@elsewhere.example/",
  ]) {
    same(linked(text), [], text);
  }
}

export function whatStandsAroundAnAddressIsNotItsOwn() {
  same(linked("(https://example.org)"), ["https://example.org/"]);
  same(linked("(https://pt.wikipedia.org/wiki/Campo_(física))."), ["https://pt.wikipedia.org/wiki/Campo_(f%C3%ADsica)"]);
  same(linked("“https://example.org”!"), ["https://example.org/"]);
  same(linked("HTTPS://EXAMPLE.ORG/A\nhttps://b.example"), ["https://example.org/A", "https://b.example/"]);
}

export function enterSendsAndShiftEnterDoesNot() {
  Tool.with((tool) => {
    tool.types("um");
    same(tool.presses("Enter", { shiftKey: true }).defaultPrevented, false);
    same(tool.presses("Enter", { isComposing: true }).defaultPrevented, false);
    // Safari sends this key code when composition ends.
    same(tool.presses("Enter", { keyCode: 229 }).defaultPrevented, false);
    same(tool.sent.length, 0);
    same(tool.presses("Enter").defaultPrevented, true);
    same([tool.sent.length, tool.text.value], [1, ""]);
  });
}

export function theCounterComesNearTheEnd() {
  Tool.with((tool) => {
    tool.types("x".repeat(1799));
    same(tool.find("#chat-count").hidden, true);
    tool.types("x".repeat(1800));
    same(tool.find("#chat-count").hidden, false);
    tool.types("x".repeat(2001)).presses("Enter");
    same([tool.text.getAttribute("aria-invalid"), tool.sent.length], ["true", 0]);
    same(tool.text.value.length, 2001, "nothing that was written is taken away");
    holds(tool.heard.length > 0, "the ears are told");
  });
}

export function aRefusedMessageIsTriedAgainOrDiscardedWhereItStands() {
  Tool.with((tool) => {
    tool.types("Oi").presses("Enter");
    const { messageId } = tool.sent[0];
    const refuse = () => tool.chat.receive({ type: "refused", messageId, code: "NOT_ALLOWED", detail: "Agora não." });
    refuse();
    same(tool.find(".chat-state span").textContent, "Agora não.");
    tool.find("[data-do=again]").click();
    same(tool.sent[1], tool.sent[0]);
    refuse();
    tool.find("[data-do=discard]").click();
    same(tool.all(".chat-message").length, 0);
  });
}

export async function historyIsNotReadOutAndWhatComesIs() {
  const tool = new Tool();
  const log = tool.find("[role=log]");
  same(log.getAttribute("aria-live"), "off");
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  same(log.getAttribute("aria-live"), "polite");
  tool.place.remove();
}
