import { RoomSocket } from "/resources/js/room/room-socket.js";
import { holds, same } from "../assert.js";

/** A server in the page: defines the answer to the request for a pass, and records every socket that is opened. */
class Server {
  pass = { ok: true, status: 200, type: "basic", json: async () => ({ ticket: `t${this.lines.length + 1}` }) };
  lines = [];
  states = [];
  causes = [];
  waits = [];
  frames = [];

  async with(test) {
    const before = { fetch: window.fetch, WebSocket: window.WebSocket };
    const server = this;
    window.fetch = async () => {
      if (server.pass instanceof Error) throw server.pass;
      return server.pass;
    };
    window.WebSocket = class {
      static OPEN = 1;
      readyState = 0;
      sent = [];
      constructor(url, protocols) {
        Object.assign(this, { url: String(url), protocols });
        server.lines.push(this);
      }
      send(text) {
        this.sent.push(JSON.parse(text));
      }
      close() {
        this.readyState = 3;
      }
      opens() {
        this.readyState = 1;
        this.onopen({});
      }
      says(frame) {
        this.onmessage({ data: JSON.stringify(frame) });
      }
      ends(code, reason = "") {
        this.readyState = 3;
        this.onclose({ code, reason });
      }
    };
    const socket = new RoomSocket({ pass: "/pass", socket: "/socket/room", session: "s" });
    socket.addEventListener("state", ({ detail }) => {
      this.states.push(detail.reason ?? detail.state);
      if (detail.cause) this.causes.push(detail.cause);
      if (detail.retryAt) this.waits.push(detail.retryAt - (performance.timeOrigin + performance.now()));
    });
    socket.addEventListener("frame", ({ detail }) => this.frames.push(detail));
    try {
      await socket.connect();
      await test(socket, this);
    } finally {
      socket.leave();
      Object.assign(window, before);
    }
  }
}

export async function theTicketTravelsAsASubprotocol() {
  await new Server().with((socket, { lines }) => {
    same(lines[0].protocols, ["sessionroom.v1", "ticket.t1"]);
    holds(/^wss?:\/\/[^/]+\/socket\/room$/.test(lines[0].url), "the address carries no ticket");
  });
}

export async function aBrokenLineIsTriedAgainWithANewTicket() {
  await new Server().with(async (socket, { lines, states }) => {
    lines[0].opens();
    lines[0].ends(1006);
    same(states.at(-1), "LOST");
    socket.hurry();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    same(lines[1].protocols[1], "ticket.t2");
  });
}

export async function aSeatTakenElsewhereIsNotTakenBack() {
  await new Server().with((socket, { lines, states }) => {
    lines[0].opens();
    lines[0].ends(4001);
    socket.hurry();
    same([states.at(-1), lines.length], ["TAKEN_OVER", 1]);
  });
}

export async function theEndOfTheSessionIsFinal() {
  await new Server().with((socket, { lines, states }) => {
    lines[0].opens();
    lines[0].ends(4002);
    same(states.at(-1), "ENDED");
  });
}

export async function afterSendingTooMuchItPauses() {
  await new Server().with((socket, { lines, causes, waits }) => {
    lines[0].opens();
    lines[0].ends(1008, "TOO_FAST");
    same(causes, ["TOO_FAST"]);
    holds(waits.at(-1) >= 19_000, "some seconds, and no hot loop");
  });
}

/** 1008 without a reason is the container's, of an HTTP session that has ended. */
export async function aLoginThatEndsIsNotTakenForAFlood() {
  for (const code of [1008, 4008]) {
    const server = new Server();
    await server.with(async (socket, { lines, states, causes }) => {
      lines[0].opens();
      server.pass = { ok: false, status: 401, type: "basic", json: async () => ({ detail: "…" }) };
      lines[0].ends(code);
      await new Promise((resolve) => setTimeout(resolve));
      same([states.at(-1), causes], ["UNKNOWN", []]);
    });
  }
}

export async function aPassThatIsRefusedForNowIsAskedForWhenItMayBe() {
  const server = new Server();
  server.pass = { ok: false, status: 429, type: "basic", headers: new Headers({ "Retry-After": "7" }) };
  await server.with((socket, { lines, causes, waits }) => {
    same([causes, lines.length], [["TOO_FAST"], 0]);
    holds(waits.at(-1) > 6_000 && waits.at(-1) < 9_000, "as long as the server says");
  });
}

export async function aRefusedTicketIsFetchedAnew() {
  await new Server().with((socket, { lines, states }) => {
    lines[0].ends(4003);
    same(states.at(-1), "LOST");
  });
}

export async function aPersonNoLongerKnownIsTold() {
  const server = new Server();
  server.pass = { ok: false, status: 401, type: "basic", json: async () => ({ detail: "…" }) };
  await server.with((socket, { lines, states }) => same([states.at(-1), lines.length], ["UNKNOWN", 0]));
}

export async function withoutNetworkItKeepsTrying() {
  const server = new Server();
  server.pass = new TypeError("no network");
  await server.with((socket, { states }) => same(states.at(-1), "LOST"));
}

export async function aServerThatAnswersIsNotTakenForADeadNetwork() {
  const server = new Server();
  server.pass = { ok: false, status: 503, type: "basic", json: async () => ({}) };
  await server.with((socket, { causes }) => same(causes, ["UNAVAILABLE"]));
  await new Server().with((socket, { lines, causes }) => {
    lines[0].opens();
    lines[0].ends(1013);
    same(causes, ["UNAVAILABLE"]);
  });
}

export async function ofSilenceNoReasonIsClaimed() {
  const server = new Server();
  server.pass = new TypeError("no answer");
  await server.with((socket, { causes }) => same(causes, ["UNREACHABLE"]));
  await new Server().with((socket, { lines, causes }) => {
    lines[0].opens();
    lines[0].ends(1006);
    same(causes, ["UNREACHABLE"]);
  });
}

export async function framesOfAnOldLineAreNotHeard() {
  await new Server().with(async (socket, { lines, frames }) => {
    lines[0].opens();
    await socket.connect();
    lines[1].opens();
    lines[0].says({ type: "session" });
    lines[1].says({ type: "presence" });
    same(
      frames.map(({ type }) => type),
      ["presence"],
    );
  });
}

export async function nothingIsSentOnAClosedLine() {
  await new Server().with((socket, { lines }) => {
    same(socket.send({ type: "ping" }), false);
    lines[0].opens();
    same(socket.send({ type: "ping" }), true);
  });
}

/** Timers of a hidden page are throttled, but incoming frames are not. */
export async function aPageThatHearsAndSaysNothingGivesASignOfLife() {
  const real = performance.now;
  let now = real.call(performance);
  performance.now = () => now;
  try {
    await new Server().with((socket, { lines }) => {
      const [line] = lines;
      line.opens();
      socket.send({ type: "resume", lastSeq: 0 });
      now += 9000;
      line.says({ type: "presence", people: [] });
      same(line.sent.length, 1, "frames");
      now += 1000;
      line.says({ type: "presence", people: [] });
      same(line.sent.at(-1).type, "ping");
      line.says({ type: "pong" });
      line.says({ type: "presence", people: [] });
      same(line.sent.length, 2, "frames");
    });
  } finally {
    performance.now = real;
  }
}
