import { RoomApi } from "/resources/js/shared/api.js";
import { holds, same } from "../assert.js";

/** A server in the page: issues tokens t1, t2 …, and gives the answers that a test defines. */
class Server {
  now = 0;
  passes = 0;
  passStatus = 200;
  requests = [];
  answers = [];

  async with(test) {
    const before = window.fetch;
    window.fetch = async (url, options) => this.#answer(String(url), options);
    try {
      await test(new RoomApi({ pass: "/pass?as=CLIENT", session: "s", now: () => this.now }), this);
    } finally {
      window.fetch = before;
    }
  }

  #answer(url, { method, headers, body, keepalive }) {
    if (url.startsWith("/pass")) {
      this.passes++;
      const pass = { token: `t${this.passes}`, expiresIn: 300 };
      return new Response(JSON.stringify(pass), { status: this.passStatus });
    }
    this.requests.push({ url, method, headers, body, keepalive });
    const answer = this.answers.shift() ?? new Response("{}");
    if (answer instanceof Error) throw answer;
    return answer;
  }

  get tokens() {
    return this.requests.map(({ headers }) => headers.Authorization);
  }
}

const problem = (status, code) =>
  new Response(JSON.stringify({ type: `urn:sessionroom:${code}`, status, detail: "…" }), { status });

async function refusalOf(promise) {
  try {
    await promise;
  } catch ({ status, code, passing }) {
    return [status, code, passing];
  }
  throw new Error("expected a refusal");
}

export async function aTokenIsFetchedOnceAndUsedUntilItEnds() {
  await new Server().with(async (api, server) => {
    await Promise.all([api.get("ice"), api.get("notes")]);
    server.now = 269_000;
    await api.get("ice");
    same(server.tokens, ["Bearer t1", "Bearer t1", "Bearer t1"]);
    server.now = 271_000;
    await api.get("ice");
    same(server.tokens.at(-1), "Bearer t2");
  });
}

export async function pathsBelongToTheSession() {
  await new Server().with(async (api, server) => {
    await api.get("messages?after=3");
    same(server.requests[0].url, "/api/sessions/s/messages?after=3");
  });
}

export async function bodyAndVersionTravel() {
  await new Server().with(async (api, server) => {
    server.answers.push(new Response('{"version":4}', { headers: { ETag: '"4"' } }));
    same(await api.put("notes", { text: "a" }, { etag: '"3"' }), { body: { version: 4 }, etag: '"4"' });
    const [{ method, headers, body }] = server.requests;
    same([method, headers["If-Match"], body], ["PUT", '"3"', '{"text":"a"}']);
    server.answers.push(new Response(null, { status: 204 }));
    same(await api.post("consents", {}), { body: null, etag: null });
  });
}

export async function aTokenThatIsNoLongerKnownIsFetchedAnewOnce() {
  await new Server().with(async (api, server) => {
    server.answers.push(problem(401, "x"), new Response('{"a":1}'));
    same((await api.get("ice")).body, { a: 1 });
    same(server.tokens, ["Bearer t1", "Bearer t2"]);
    server.answers.push(problem(401, "x"), problem(401, "x"));
    same((await refusalOf(api.get("ice")))[0], 401);
    same(server.requests.length, 4);
  });
}

export async function aRefusalSaysWhyAndWhetherItPasses() {
  await new Server().with(async (api, server) => {
    server.answers.push(problem(409, "CONSENT_OUTDATED"), problem(503, ""), new TypeError("no network"));
    same(await refusalOf(api.get("a")), [409, "CONSENT_OUTDATED", false]);
    same(await refusalOf(api.get("a")), [503, "", true]);
    same(await refusalOf(api.get("a")), [0, "", true]);
  });
}

export async function whoIsNotKnownAnyMoreIsTold() {
  const server = new Server();
  server.passStatus = 401;
  await server.with(async (api) => same((await refusalOf(api.get("ice")))[0], 401));
  same(server.requests.length, 0);
}

export async function onTheWayOutTheTokenAtHandIsUsed() {
  await new Server().with(async (api, server) => {
    await api.prepare();
    server.now = 290_000;
    await api.put("notes", {}, { keepalive: true });
    same([server.passes, server.requests[0].keepalive], [1, true]);
    holds(server.tokens[0] === "Bearer t1", "the token at hand is used");
  });
}
