import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff, ChatClient, ChatProblem, replyOf, type ChatEvent } from "../src/index.js";

interface Call {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
}

function event(name: string, id: string, data: unknown): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

const conversation = event("conversation", "7.1.r.0", {
  conversationId: "c",
  visitorToken: "token",
  message: { id: "m", sequence: 1 },
  replyId: "r",
});
const hello = event("delta", "7.1.r.5", { text: "Hello", offset: 0 });
const world = event("delta", "7.1.r.11", { text: " world", offset: 5 });
const done = event("done", "7.2", { message: { id: "r", sequence: 2, state: "complete" } });

/** A server that answers one script after the other; a script may be a problem or a failure to connect. */
function serve(...scripts: (string | Response | Error)[]): { client: ChatClient; calls: Call[]; waits: number[] } {
  const calls: Call[] = [];
  const waits: number[] = [];
  const client = new ChatClient({
    publishableKey: "pk_test",
    maxResumes: 3,
    fetch: (input, init) => {
      calls.push({
        headers: init?.headers as Record<string, string>,
        path: input as string,
        body: JSON.parse((init?.body as string | undefined) ?? "{}") as Record<string, unknown>,
      });
      const script = scripts.shift() ?? new TypeError("no more answers");
      if (script instanceof Error) {
        return Promise.reject(script);
      }
      return Promise.resolve(script instanceof Response ? script : new Response(script));
    },
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  });
  return { client, calls, waits };
}

async function send(client: ChatClient, signal = new AbortController().signal): Promise<ChatEvent[]> {
  const events: ChatEvent[] = [];
  await client.send({ message: "Hi", clientMessageId: "1" }, { signal, onEvent: (item) => events.push(item) });
  return events;
}

function regenerate(client: ChatClient): Promise<void> {
  const request = { message: "Hi", clientMessageId: "1", conversationId: "c", regenerate: true };
  return client.send(request, { signal: new AbortController().signal, onEvent: () => undefined });
}

test("send, whole stream, gives every event and keeps the token", async () => {
  const { client, calls } = serve(conversation + hello + world + done);

  const events = await send(client);

  assert.deepEqual(
    events.map((item) => item.type),
    ["conversation", "delta", "delta", "done"],
  );
  assert.equal(calls[0]?.headers["Authorization"], "Bearer pk_test");
  assert.equal(client.visitorToken, "token");
});

test("send, stream breaks, resumes with the last cursor and the visitor's token", async () => {
  const { client, calls } = serve(conversation + hello, world + done);

  const events = await send(client);

  assert.equal(events.filter((item) => item.type === "delta").length, 2);
  assert.equal(calls[1]?.headers["Last-Event-ID"], "7.1.r.5");
  assert.equal(calls[1]?.headers["Authorization"], "Bearer token");
  assert.deepEqual(calls[1]?.body, { conversationId: "c" });
});

test("send, retryable error event, resumes without showing it", async () => {
  const stopping = event("error", "7.1.r.5", { code: "server_stopping", message: "", retryable: true });
  const { client } = serve(conversation + hello + stopping, world + done);

  const events = await send(client);

  assert.ok(events.every((item) => item.type !== "error"));
});

test("send, nothing heard of the answer for a while, comes back for it", async () => {
  const silent = event("error", "7.1.r.5", { code: "reply_silent", message: "", retryable: true });
  const { client, calls } = serve(conversation + hello + silent, world + done);

  const events = await send(client);

  assert.equal(events.at(-1)?.type, "done");
  assert.equal(calls[1]?.headers["Last-Event-ID"], "7.1.r.5");
});

test("send, token revoked meanwhile, fails and leaves the answer open", async () => {
  const refused = event("error", "7.1.r.5", { code: "token_invalid", message: "", retryable: false });
  const { client, calls } = serve(conversation + hello + refused);
  const events: string[] = [];

  const sending = client.send(
    { message: "Hi", clientMessageId: "1" },
    { signal: new AbortController().signal, onEvent: (item) => events.push(item.type) },
  );

  await assert.rejects(sending, (error) => error instanceof ChatProblem && error.code === "token_invalid");
  assert.deepEqual(events, ["conversation", "delta"]);
  assert.equal(calls.length, 1);
});

test("send, too many requests, is not repeated and says when it may be", async () => {
  let requests = 0;
  const client = new ChatClient({
    publishableKey: "pk_test",
    wait: () => Promise.resolve(),
    fetch: () => {
      requests++;
      const body = JSON.stringify({ code: "rate_limited", detail: "Too many.", retryable: true });
      return Promise.resolve(new Response(body, { status: 429, headers: { "Retry-After": "12" } }));
    },
  });

  await assert.rejects(send(client), (error) => error instanceof ChatProblem && error.retryAfter === 12);
  assert.equal(requests, 1);
});

test("send, final error event, ends with it", async () => {
  const failed = event("error", "7.2", { code: "provider_error", message: "", retryable: true });
  const { client, calls } = serve(conversation + failed);

  const events = await send(client);

  assert.equal(events.at(-1)?.type, "error");
  assert.equal(calls.length, 1);
});

test("send, server away before anything was sent, sends the same message again", async () => {
  const { client, calls } = serve(new TypeError("refused"), conversation + done);

  await send(client);

  assert.deepEqual(calls[1]?.body, calls[0]?.body);
});

test("send, answer again lost before it was accepted, is not sent twice", async () => {
  const { client, calls } = serve(new TypeError("offline"), conversation + done);

  await assert.rejects(regenerate(client), (error) => error instanceof ChatProblem && error.retryable);
  assert.equal(calls.length, 1);
});

test("send, answer again lost afterwards, resumes", async () => {
  const { client, calls } = serve(conversation + hello, world + done);

  await regenerate(client);

  assert.equal(calls[1]?.headers["Last-Event-ID"], "7.1.r.5");
});

test("send, refused request, fails with the problem's code and does not try again", async () => {
  const refusal = new Response(JSON.stringify({ code: "key_invalid", detail: "No.", retryable: false }), { status: 401 });
  const { client, calls } = serve(refusal);

  await assert.rejects(send(client), (error) => error instanceof ChatProblem && error.code === "key_invalid");
  assert.equal(calls.length, 1);
});

test("send, server stays away, gives up after the allowed tries", async () => {
  const { client, calls } = serve();

  await assert.rejects(send(client), (error) => error instanceof ChatProblem && error.code === "network_error");
  assert.equal(calls.length, 4);
});

test("send, progress between breaks, does not use up the tries", async () => {
  const { client, waits } = serve(conversation, hello, world, event("usage", "7.1.r.12", {}), done);

  const events = await send(client);

  assert.equal(events.at(-1)?.type, "done");
  assert.equal(waits.length, 4);
});

test("send, caller stops, rejects with the abort and does not resume", async () => {
  const stopping = new AbortController();
  const { client, calls } = serve(conversation + hello);
  const sending = client.send(
    { message: "Hi", clientMessageId: "1" },
    { signal: stopping.signal, onEvent: (item) => item.type === "delta" && stopping.abort() },
  );

  await assert.rejects(sending, () => stopping.signal.aborted);
  assert.equal(calls.length, 1);
});

test("backoff, later tries, wait longer up to a bound", () => {
  const waits = [0, 1, 2, 5, 100].map((attempt) => backoff(attempt, () => 1));

  assert.deepEqual(waits, [250, 500, 1_000, 8_000, 8_000]);
});

test("send, first message lost before it was accepted, is sent again under the same key", async () => {
  const { client, calls } = serve(new TypeError("offline"), conversation + done);

  await send(client);

  const keys = calls.map((call) => call.headers["Idempotency-Key"]);
  assert.equal(keys[0], keys[1]);
  assert.ok(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(keys[0] ?? ""));
});

test("send, another first message, has another key, and a resumed one has none", async () => {
  const { client, calls } = serve(conversation + hello, world + done, conversation + done);

  await send(client);
  await send(client);

  assert.equal(calls[1]?.headers["Idempotency-Key"], undefined);
  assert.ok(calls[0]?.headers["Idempotency-Key"] !== calls[2]?.headers["Idempotency-Key"]);
});

test("stop, asks for the reply with the visitor's token", async () => {
  const { client, calls } = serve(conversation + done, Response.json({ stopping: true }));
  await send(client);

  const stopping = await client.stop("c", "r");

  assert.equal(stopping, true);
  assert.equal(calls[1]?.path, "/v1/conversations/c/replies/r/stop");
  assert.equal(calls[1]?.headers["Authorization"], "Bearer token");
});

test("stop, refused, is a problem with its code", async () => {
  const { client } = serve(Response.json({ code: "conversation_not_found" }, { status: 404 }));

  await assert.rejects(
    client.stop("c", "r"),
    (error) => error instanceof ChatProblem && error.code === "conversation_not_found",
  );
});

test("replyOf, gives the reply only where there is one", () => {
  assert.equal(replyOf("7.1.r.5"), "r");
  assert.equal(replyOf("7.2"), undefined);
});

test("send, connection breaks after the end of the answer, is whole and not asked again", async () => {
  const encoder = new TextEncoder();
  let pulled = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (pulled++ === 0) {
        controller.enqueue(encoder.encode(conversation + hello + done));
      } else {
        controller.error(new TypeError("network changed"));
      }
    },
  });
  const { client, calls } = serve(new Response(stream));

  const events = await send(client);

  assert.deepEqual(
    events.map((item) => item.type),
    ["conversation", "delta", "done"],
  );
  assert.equal(calls.length, 1);
});

test("send, stream stays open after the end of the answer, ends with the answer", async () => {
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode(conversation + done)),
  });
  const { client } = serve(new Response(stream));

  const events = await send(client);

  assert.equal(events.at(-1)?.type, "done");
});

const posted = (id: string, at: string): string => event("message", at, { id, text: id, author: { kind: "agent" } });

test("follow, connection lost, goes on behind the last message", async () => {
  const { client, calls } = serve(posted("a", "7.3") + posted("b", "7.4"), new TypeError("offline"), posted("c", "7.5"));
  const stopping = new AbortController();
  const seen: string[] = [];

  await client.follow("c1", "7.2", {
    signal: stopping.signal,
    onMessage: (message, position) => {
      seen.push(`${message.id} ${position}`);
      if (message.id === "c") {
        stopping.abort();
      }
    },
  });

  assert.deepEqual(seen, ["a 7.3", "b 7.4", "c 7.5"]);
  assert.deepEqual(
    calls.map((call) => call.headers["Last-Event-ID"]),
    ["7.2", "7.4", "7.4"],
  );
  assert.equal(calls[0]?.path, "/v1/conversations/c1/events");
});

test("follow, conversation gone, throws", async () => {
  const { client, calls } = serve(new Response(JSON.stringify({ code: "not_found", retryable: false }), { status: 404 }));

  const failure = await client
    .follow("c1", "7.2", { signal: new AbortController().signal, onMessage: () => undefined })
    .catch((cause: unknown) => cause);

  assert.equal((failure as ChatProblem).code, "not_found");
  assert.equal(calls.length, 1);
});
