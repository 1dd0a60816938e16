import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from '../../support/control-plane.ts';
import { EventReader } from '../../support/event-stream.ts';
import type { Json, NanoClient } from '../../support/nano-client.ts';
import { createdGuest, guestRequest } from '../../support/nano-guests.ts';
import { poll } from '../../support/poll.ts';

let cloud: ControlPlane;
let admin: NanoClient;
let alice: NanoClient;
let template: string;
beforeAll(async () => {
  cloud = await startControlPlane({ cells: 1 });
  [admin, alice] = await Promise.all([cloud.login('admin'), cloud.login('alice')]);
  template = (await admin.get('/templates/'))[0].id;
});
afterAll(() => cloud[Symbol.asyncDispose]());

const of = (id: string, action: string, outcome: string | null) => (message: { data: unknown }) => {
  const { subject, ...event } = message.data as Json;
  return subject?.id === id && event.action === action && event.outcome === outcome;
};

async function started(client: NanoClient, id: string): Promise<void> {
  await client.succeed('POST', `/instances/${id}`, {});
  await poll('the guest runs', async () => (await client.get(`/instances/${id}`)).running === true);
}

describe('the event stream', () => {
  test('tells of a guest’s life in order, of the operations on it, and of nothing that is another’s', async () => {
    await using hers = await EventReader.open(alice);
    await using all = await EventReader.open(admin);
    await using carols = await EventReader.open(await cloud.login('carol'));
    await using bobs = await EventReader.open(await cloud.login('bob'));
    const id = await createdGuest(alice, guestRequest(template, { name: 'told' }));
    await started(alice, id);
    await hers.until(of(id, 'start-guest', 'done'));
    await alice.succeed('DELETE', `/guests/${id}`, { force: true });
    await hers.until(of(id, 'delete-guest', 'done'));

    const ofGuest = hers.events.filter(({ type }) => type === 'guest');
    expect(ofGuest.map(({ action, outcome, details }) => [action, outcome ?? details.state])).toEqual([
      ['create-guest', 'accepted'],
      ['state', 'stopped'],
      ['create-guest', 'done'],
      ['start-guest', 'accepted'],
      ['state', 'running'],
      ['start-guest', 'done'],
      ['delete-guest', 'accepted'],
      ['state', 'stopped'],
      ['delete-guest', 'done'],
    ]);
    expect(ofGuest[0]).toEqual({
      id: expect.stringMatching(/^[\da-f]{8}-\d+$/),
      at: expect.stringMatching(/Z$/),
      type: 'guest',
      action: 'create-guest',
      outcome: 'accepted',
      subject: { kind: 'guest', id, name: 'told' },
      actor: { name: 'alice', via: 'nano' },
      request_id: expect.any(String),
      details: { operation: expect.any(String) },
    });
    const operations = hers.events.filter(({ type }) => type === 'operation');
    expect(operations.slice(0, 2).map(({ subject, details }) => [subject.name, details.state])).toEqual([
      ['create-guest', 'running'],
      ['create-guest', 'done'],
    ]);
    await all.until(of(id, 'delete-guest', 'done'));
    const ids = hers.events.map((event) => event.id);
    expect(all.events.filter((event) => ids.includes(event.id))).toEqual(hers.events);
    expect([...carols.events, ...bobs.events]).toEqual([]);
  });

  test('reaches those whose group shows its guests', async () => {
    const [erin, frank] = await Promise.all([cloud.login('erin'), cloud.login('frank')]);
    await using hers = await EventReader.open(frank, '?types=guest');
    const id = await createdGuest(
      erin,
      guestRequest(template, { name: 'shown', owner: 'erin', group: 'open' }),
    );
    await hers.until(of(id, 'create-guest', 'done'));
    expect(hers.events.every(({ type }) => type === 'guest')).toBe(true);
  });

  test('goes on behind the last event that was seen', async () => {
    await using first = await EventReader.open(alice, '?types=guest');
    const id = await createdGuest(alice, guestRequest(template, { name: 'resumed' }));
    await first.until(of(id, 'create-guest', 'done'));
    const [{ id: seen }, ...rest] = first.events;
    await using again = await EventReader.open(alice, `?types=guest&subject_id=${id}`, seen);
    await again.until(of(id, 'create-guest', 'done'));
    expect(again.events).toEqual(rest);
    await using byQuery = await EventReader.open(alice, `?types=guest&last_event_id=${seen}`);
    await byQuery.until(of(id, 'create-guest', 'done'));
    expect(byQuery.events).toEqual(rest);
  });

  test.each(['00000000-7', 'rubbish', ''.padEnd(90, '9')])(
    'tells of the gap behind the unknown id %s',
    async (after) => {
      await using reader = await EventReader.open(admin, '', after);
      expect(await reader.until(({ event }) => event === 'gap')).toEqual({ reason: 'restarted' });
    },
  );

  test('refuses nobodies and filters that do not exist', async () => {
    expect((await cloud.nobody.raw('GET', '/cellar/v1/events')).status).toBe(401);
    const wrong = await admin.raw('GET', '/cellar/v1/events?types=guest,ghost');
    expect([wrong.status, await wrong.json()]).toMatchObject([400, { error: { code: 'invalid' } }]);
  });

  test('opens only so many streams for one user, and gives places back', async () => {
    const dave = await cloud.login('dave');
    await using all = new AsyncDisposableStack();
    for (let n = 0; n < 19; n += 1) all.use(await EventReader.open(dave));
    const last = await EventReader.open(dave);
    await expect(EventReader.open(dave)).rejects.toThrow('too many event streams');
    await last[Symbol.asyncDispose]();
    await poll('a place is free again', async () => {
      try {
        all.use(await EventReader.open(dave));
        return true;
      } catch {
        return false;
      }
    });
  });

  test('ends with the user’s session', async () => {
    const mortal = await cloud.login('bob');
    await using reader = await EventReader.open(mortal);
    await admin.succeed('DELETE', '/users/bob');
    expect(await reader.until(({ event }) => event === 'end')).toEqual({ reason: 'session_ended' });
    await poll('the stream is over', () => reader.ended);
  });
});

test('event streams end at once when the control plane stops', async () => {
  const brief = await startControlPlane();
  const reader = await EventReader.open(await brief.login('admin'));
  await brief[Symbol.asyncDispose]();
  expect(await reader.until(({ event }) => event === 'end')).toEqual({ reason: 'shutdown' });
  await poll('the stream is over', () => reader.ended);
});
