import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatClient } from "../src/index.js";

test("messages, several pages, are put together in order", async () => {
  const asked: string[] = [];
  const client = new ChatClient({
    publishableKey: "pk_test",
    fetch: (input) => {
      asked.push(input as string);
      const page = asked.length === 1 ? { epoch: 7, data: [{ id: "a", sequence: 1 }], nextCursor: "7.1" } : { epoch: 7, data: [{ id: "b", sequence: 2 }], nextCursor: null };
      return Promise.resolve(new Response(JSON.stringify(page)));
    },
  });

  const { messages, position } = await client.messages("c", new AbortController().signal);

  assert.deepEqual(
    messages.map((message) => message.id),
    ["a", "b"],
  );
  assert.equal(position, "7.2");
  assert.ok(asked[1]?.endsWith("&cursor=7.1"));
});

test("messages, more than a thousand, are read to the end", async () => {
  const client = new ChatClient({
    publishableKey: "pk_test",
    fetch: (input) => {
      const from = Number(/cursor=7\.(\d+)/.exec(input as string)?.[1] ?? 0);
      const data = Array.from({ length: 100 }, (_, i) => ({ id: `m${from + i + 1}`, sequence: from + i + 1 }));
      const nextCursor = from + 100 < 1_200 ? `7.${from + 100}` : null;
      return Promise.resolve(new Response(JSON.stringify({ epoch: 7, data, nextCursor })));
    },
  });

  const { messages, position } = await client.messages("c", new AbortController().signal);

  assert.equal(messages.length, 1_200);
  assert.equal(messages.at(-1)?.id, "m1200");
  assert.equal(position, "7.1200");
});

/** A conversation of so many messages; with what was asked. */
function remember(count: number): { client: ChatClient; asked: string[] } {
  const asked: string[] = [];
  const client = new ChatClient({
    publishableKey: "pk_test",
    fetch: (input) => {
      const path = input as string;
      asked.push(path);
      if (!path.includes("/messages")) {
        return Promise.resolve(new Response(JSON.stringify({ epoch: 7, lastSequence: count, status: "assigned" })));
      }
      const from = Number(/cursor=7\.(\d+)/.exec(path)?.[1] ?? 0);
      const data = Array.from({ length: Math.min(100, count - from) }, (_, i) => ({ sequence: from + i + 1 }));
      const nextCursor = from + 100 < count ? `7.${from + 100}` : null;
      return Promise.resolve(new Response(JSON.stringify({ epoch: 7, data, nextCursor })));
    },
  });
  return { client, asked };
}

test("recent, short conversation, is one call for all of it", async () => {
  const { client, asked } = remember(100);

  const history = await client.recent("c", new AbortController().signal);

  assert.equal(history.messages.length, 100);
  assert.equal(history.earlier, undefined);
  assert.equal(history.position, "7.100");
  assert.equal(asked.length, 1);
});

test("recent and earlier, long conversation, give it from its end to its beginning", async () => {
  const { client, asked } = remember(50_250);
  const { signal } = new AbortController();

  const recent = await client.recent("c", signal);

  assert.equal(asked.length, 3);
  assert.deepEqual([recent.position, recent.earlier, recent.status], ["7.50250", "7.50150", "assigned"]);
  const sequences = recent.messages.map((message) => message.sequence);
  let position = recent.earlier;
  while (position !== undefined) {
    const page = await client.earlier("c", position, signal);
    sequences.unshift(...page.messages.map((message) => message.sequence));
    position = page.earlier;
  }
  assert.deepEqual(
    sequences,
    Array.from({ length: 50_250 }, (_, i) => i + 1),
  );
});
