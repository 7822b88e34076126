import { RoomSocket } from "/resources/js/room/room-socket.js";
import { holds, same } from "./assert.js";

/** A server in the page: what it answers to the pass, and every line that is opened. */
class Server {
  pass = { ok: true, status: 200, type: "basic", json: async () => ({ ticket: `t${this.lines.length + 1}` }) };
  lines = [];
  states = [];
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
      ends(code) {
        this.readyState = 3;
        this.onclose({ code, reason: "" });
      }
    };
    const socket = new RoomSocket({ pass: "/pass", socket: "/socket/room", session: "s" });
    socket.addEventListener("state", ({ detail }) => this.states.push(detail.reason ?? detail.state));
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
