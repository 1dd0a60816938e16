import { expect, test } from 'vitest';
import { readEventStream } from './read-event-stream.ts';

const text = `retry: 3000
id: a-1
event: ready
data: {}

: heartbeat

id: a-2
event: guest
data: {"name":"wëb: 1"}

event: end
data: {"reason":"shutdown"}

`;

test.each([1, 2, 7, 1000])('reads messages that arrive %i bytes at a time', async (size) => {
  const bytes = new TextEncoder().encode(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
  }
  const messages: unknown[] = [];
  for await (const message of readEventStream(chunks())) messages.push(message);
  expect(messages).toEqual([
    { event: 'ready', id: 'a-1', data: {} },
    { event: 'guest', id: 'a-2', data: { name: 'wëb: 1' } },
    { event: 'end', id: null, data: { reason: 'shutdown' } },
  ]);
});
