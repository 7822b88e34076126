/** The chat as a list and an input: grouped by person and minute, newest at the end. */
import { counted, message } from "../shared/messages.js";
import { elsewhere } from "../shared/elsewhere.js";
import { keepsDraft } from "../shared/unsent-work.js";
import { html, icon } from "../shared/svg.js";
import { isComposing } from "../shared/text.js";
import { LONGEST, lengthOf, tidied } from "./chat.js";
import { withLinks } from "./links.js";

/** From this length on the remaining characters are shown. */
const COUNTED_FROM = LONGEST - 200;
/** Remaining characters at which screen readers are notified; they are always shown. */
const TOLD_LEFT = [100, 50, 20, 0];
/** Closer to the end than this, in px, the list follows new messages. */
const NEAR = 48;
/** The key of an unsent draft. */
const DRAFT = "draft:chat";

export function open(place, room) {
  return new ChatView(place, room);
}

class ChatView {
  #room;
  #chat;
  #time;
  #list = html("div", { id: "chat-list", class: "chat-list", role: "log", tabindex: "0", "aria-live": "off" });
  #empty = html("p", { class: "panel-empty secondary" }, message("chat.empty"));
  #newer = html("button", { type: "button", class: "button small chat-newer", hidden: "" });
  #text = html("textarea", { id: "chat-text", class: "input", rows: "1", enterkeyhint: "send", autocomplete: "off" });
  #count = html("p", { id: "chat-count", class: "caption number chat-count", hidden: "" });
  #send = html("button", { class: "button primary icon-only", "aria-label": message("chat.send") }, icon("send"));
  #shown = new Map();
  #following = true;
  #open = false;

  /** @param room the services of the room: chat, work, people, announcer, locale, timeZone */
  constructor(place, room) {
    this.#room = room;
    this.#chat = room.chat;
    this.#time = new Intl.DateTimeFormat(room.locale, { timeStyle: "short", timeZone: room.timeZone });
    this.#list.setAttribute("aria-label", message("chat.messages"));
    this.#text.setAttribute("aria-label", message("chat.text"));
    this.#text.setAttribute("aria-describedby", "chat-count");
    this.#text.placeholder = message("chat.text");
    this.#send.title = message("chat.send");
    this.#newer.append(icon("arrow-down", { class: "icon small" }), message("chat.newer"));
    const form = html("form", { id: "chat-form", class: "chat-form" }, this.#count, this.#text, this.#send);
    place.append(html("div", { class: "chat-history" }, this.#empty, this.#list, this.#newer), form);
    this.#chat.addEventListener("update", () => this.#render());
    this.#list.addEventListener("scroll", () => this.#scrolled());
    // A growing input takes height from the list.
    new ResizeObserver(() => this.#following && this.#toFoot()).observe(this.#list);
    this.#list.addEventListener("click", ({ target }) => this.#actOnMessage(target.closest("button")));
    this.#newer.addEventListener("click", () => this.#toFoot());
    for (const sign of ["focus", "blur"]) addEventListener(sign, () => this.#watch());
    document.addEventListener("visibilitychange", () => this.#watch());
    keepsDraft(room.work, DRAFT, this.#text);
    this.#text.addEventListener("input", () => this.#showLength());
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say();
    });
    this.#showLength();
    this.#render();
    // Earlier messages are shown, but not announced.
    requestAnimationFrame(() => this.#list.setAttribute("aria-live", "polite"));
  }

  shown() {
    this.#open = true;
    this.#watch();
    this.#toFoot();
  }

  hidden() {
    this.#open = false;
    this.#watch();
  }

  /** Messages that arrive while the person looks into another window count as unread. */
  #watch() {
    this.#chat.watched = this.#open && !elsewhere();
  }

  focus() {
    this.#text.focus();
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.#say();
  }

  #say() {
    if (!this.#chat.say(this.#text.value)) return;
    this.#text.value = "";
    this.#room.work.removeItem(DRAFT);
    this.#text.focus();
    this.#showLength();
    this.#toFoot();
  }

  #showLength() {
    const length = lengthOf(tidied(this.#text.value));
    const left = LONGEST - length;
    this.#count.hidden = length < COUNTED_FROM;
    this.#count.textContent = counted(left < 0 ? "chat.over" : "chat.left", Math.abs(left));
    this.#count.classList.toggle("error", left < 0);
    this.#text.setAttribute("aria-invalid", String(left < 0));
    this.#send.setAttribute("aria-disabled", String(length === 0 || left < 0));
    if (TOLD_LEFT.includes(left) || left < 0) this.#room.announcer.say(this.#count.textContent, "chat-count");
  }

  #actOnMessage(button) {
    const messageId = button?.closest("[data-message]")?.dataset.message;
    if (!messageId) return;
    this.#text.focus();
    this.#chat[button.dataset.do](messageId);
  }

  #render() {
    const messages = this.#chat.messages;
    const arrived = messages.some(({ messageId, own }) => !own && !this.#shown.has(messageId));
    const groups = groupsOf(messages.map((one) => ({ ...one, time: this.#time.format(new Date(one.at)) })));
    const before = this.#shown;
    this.#shown = new Map();
    arrange(
      this.#list,
      groups.map((group) => this.#group(group, before)),
    );
    this.#empty.hidden = messages.length > 0;
    this.#list.hidden = messages.length === 0;
    if (this.#following) this.#toFoot();
    else if (arrived) this.#newer.hidden = false;
  }

  /** Elements are reused as long as their message exists, so that nothing is announced twice. */
  #group({ by, invitation, own, at, time, messages }, before) {
    const parts = messages.map((one) => {
      const part = before.get(one.messageId) ?? newMessage(one);
      this.#shown.set(one.messageId, part);
      return part;
    });
    const group = parts[0].group ?? newGroup();
    for (const part of parts) part.group = part === parts[0] ? group : null;
    const { role } = this.#room.people.person(by);
    group.element.dataset.own = String(own);
    group.element.dataset.role = own ? this.#room.role : role;
    const who = own ? message("room.you") : this.#room.people.author({ by, invitation }) || this.#room.people.otherName(this.#room.role);
    setText(group.name, who);
    setText(group.time, time);
    group.time.setAttribute("datetime", at);
    parts.forEach((part, index) => showMessage(part, messages[index], index === 0 ? "" : who));
    arrange(group.element, [group.head, ...parts.map(({ element }) => element)]);
    return group.element;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR;
    this.#newer.hidden ||= this.#following;
  }

  #toFoot() {
    this.#following = true;
    this.#newer.hidden = true;
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}

const AUTHOR_AND_TIME = ["by", "invitation", "own", "time"];

/** Groups consecutive messages of one person and one minute. */
function groupsOf(messages) {
  const groups = [];
  for (const one of messages) {
    const last = groups.at(-1);
    if (last && AUTHOR_AND_TIME.every((member) => last[member] === one[member])) last.messages.push(one);
    else groups.push({ ...one, messages: [one] });
  }
  return groups;
}

function newGroup() {
  const name = html("span", { class: "chat-name strong" });
  const time = html("time");
  const head = html("p", { class: "chat-head caption" }, name, " ", time);
  return { element: html("div", { class: "chat-group" }, head), head, name, time };
}

function newMessage({ messageId, text }) {
  const who = html("span", { class: "quiet" });
  const words = html("p", { class: "chat-text" }, who, ...withLinks(text));
  const element = html("div", { class: "chat-message", "data-message": messageId }, words);
  return { element, who, state: null, line: null, group: null };
}

function showMessage(part, { state, detail }, who) {
  setText(part.who, who && `${who}: `);
  if (part.state === state) return;
  part.state = state;
  part.element.dataset.state = state;
  part.line?.remove();
  part.line = null;
  if (state === "SAID") return;
  part.line = html("p", { class: "chat-state caption" }, ...STATES[state](detail));
  part.element.append(part.line);
}

const STATES = {
  SENDING: () => [message("chat.sending")],
  WAITING: () => [icon("cloud-off", { class: "icon small" }), message("chat.waiting")],
  REFUSED: (detail) => [
    icon("circle-alert", { class: "icon small" }),
    html("span", {}, detail || message("chat.refused")),
    html("button", { type: "button", class: "button small", "data-do": "again" }, message("chat.again")),
    html("button", { type: "button", class: "button small ghost", "data-do": "discard" }, message("chat.discard")),
  ],
};

/** Makes these the children, in this order, without touching elements that are already in place. */
function arrange(parent, children) {
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
