import { MicrophoneSocket } from "/resources/js/assistant/microphone-socket.js";
import { holds, same } from "../assert.js";

/** A WebSocket that the test opens and closes. */
class Line extends EventTarget {
  readyState = WebSocket.CONNECTING;
  bufferedAmount = 0;
  sent = [];

  constructor(protocols) {
    super();
    this.protocols = protocols;
  }

  opens() {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event("open"));
  }

  closes(code) {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new CloseEvent("close", { code }));
  }

  close() {
    this.readyState = WebSocket.CLOSED;
  }

  send(data) {
    this.sent.push(typeof data === "string" ? JSON.parse(data) : new DataView(data).getUint32(0));
  }
}

class Mouth {
  lines = [];
  refused = [];
  waiting = [];
  tickets = 0;
  now = 5000;

  constructor() {
    this.socket = new MicrophoneSocket(async () => `t${++this.tickets}`, {
      url: "ws://localhost/socket/microphone",
      open: (url, protocols) => this.lines[this.lines.push(new Line(protocols)) - 1],
      now: () => this.now,
      wait: (act, ms) => this.waiting.push({ act, ms }),
    });
    this.socket.addEventListener("refused", ({ detail }) => this.refused.push(detail.code));
  }

  async starts() {
    this.socket.start();
    await this.settled();
    return this.line;
  }

  get line() {
    return this.lines.at(-1);
  }

  says(...numbers) {
    for (const number of numbers) {
      this.socket.say({ buffer: new ArrayBuffer(3200), start: number * 100, end: number * 100 + 100 });
    }
  }

  async triesAgain() {
    this.waiting.pop().act();
    await this.settled();
    return this.line;
  }

  settled() {
    return new Promise((resolve) => setTimeout(resolve));
  }
}

export async function theTicketIsASecondProtocolAndTheClockComesFirst() {
  const mouth = new Mouth();
  const line = await mouth.starts();
  same(line.protocols, ["sessionroom.v1", "ticket.t1"]);
  mouth.says(1);
  line.opens();
  same(line.sent, [{ type: "clock", now: 5000 }, 100]);
}

export async function whatWasSaidWhileTheLineWasOpenedIsNotLost() {
  const mouth = new Mouth();
  const line = await mouth.starts();
  mouth.says(1, 2);
  mouth.socket.rest();
  line.opens();
  same(line.sent.slice(1), [100, 200, { type: "rest" }]);
}

export async function aLineThatBreaksIsOpenedAgainWithATicketOfItsOwn() {
  const mouth = new Mouth();
  (await mouth.starts()).opens();
  mouth.line.closes(1006);
  mouth.says(7);
  const again = await mouth.triesAgain();
  same(again.protocols[1], "ticket.t2");
  again.opens();
  same(again.sent.slice(1), [700]);
}

export async function afterALineThatHeldTheNextIsTriedForAtOnce() {
  const mouth = new Mouth();
  await mouth.starts();
  for (let i = 0; i < 5; i++) {
    mouth.line.closes(1006);
    await mouth.triesAgain();
  }
  mouth.line.opens();
  mouth.now += 4_999;
  mouth.line.closes(1013);
  holds(mouth.waiting[0].ms > 5000);
  (await mouth.triesAgain()).opens();
  mouth.now += 5_000;
  mouth.line.closes(1013);
  holds(mouth.waiting[0].ms < 1000);
}

export async function whatDoesNotFitAnyMoreIsSaidToBeMissing() {
  const mouth = new Mouth();
  const line = await mouth.starts();
  mouth.says(...Array.from({ length: 60 }, (_, i) => i));
  line.opens();
  same(line.sent[1], { type: "gap", from: 0, to: 1000 });
  same(line.sent.length, 2 + 50);
}

export async function aStuckLineKeepsWhatItCannotCarry() {
  const mouth = new Mouth();
  const line = await mouth.starts();
  line.opens();
  line.bufferedAmount = 100_000;
  mouth.says(1, 2);
  same(line.sent.length, 1);
  line.bufferedAmount = 0;
  mouth.says(3);
  same(line.sent.slice(1), [100, 200, 300]);
}

export async function aNoIsTakenForANo() {
  for (const code of [4002, 4004, 4005, 4006, 4007]) {
    const mouth = new Mouth();
    (await mouth.starts()).opens();
    mouth.line.closes(code);
    same(mouth.refused, [code]);
    same(mouth.waiting, []);
    mouth.says(1);
    same(mouth.lines.length, 1);
  }
}

export async function nothingIsSaidToALineThatIsNotWanted() {
  const mouth = new Mouth();
  const line = await mouth.starts();
  mouth.says(1);
  mouth.socket.stop();
  line.opens();
  same(line.sent, []);
  holds(line.readyState === WebSocket.OPEN || line.readyState === WebSocket.CLOSED);
  mouth.says(2);
  const next = await mouth.starts();
  next.opens();
  same(next.sent, [{ type: "clock", now: 5000 }], "what was said before is not kept");
}
