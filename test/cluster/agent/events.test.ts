import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import type { CellEvent } from '../../../proto/src/model.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import { startTestCell, type TestCell } from './test-cell.ts';

let cell: TestCell;
beforeEach(async () => {
  cell = await startTestCell();
});
afterEach(() => cell[Symbol.asyncDispose]());

/** Reads a stream event by event; `until` returns those up to and with the first that fits. */
function subscribe(statisticsIntervalMs = 60_000) {
  const stream = cell.client.events(statisticsIntervalMs);
  stream.on('error', () => undefined);
  const iterator: AsyncIterator<CellEvent> = stream[Symbol.asyncIterator]();
  return {
    async until(fits: (event: CellEvent) => boolean): Promise<CellEvent[]> {
      const seen: CellEvent[] = [];
      while (true) {
        const { value, done } = await iterator.next();
        if (done) throw new Error('the stream ended');
        seen.push(value);
        if (fits(value)) return seen;
      }
    },
    [Symbol.dispose]: () => stream.cancel(),
  };
}

const isType = (type: CellEvent['type']) => (event: CellEvent) => event.type === type;
const isState = (guestId: string, state: string) => (event: CellEvent) =>
  event.type === 'guest_changed' && event.guest.spec.id === guestId && event.guest.state === state;

async function created(): Promise<string> {
  const spec = guestSpec();
  await cell.client.long('createGuest', { operationId: randomUUID(), spec });
  return spec.id;
}

const command = (guestId: string) => ({ operationId: randomUUID(), guestId });
const start = (guestId: string) =>
  cell.client.call('startGuest', { ...command(guestId), boot: { type: 'disk' } });

test('the stream opens with an inventory, then tells each change in order', async () => {
  const old = await created();
  using events = subscribe();
  const [inventory] = await events.until(isType('inventory'));
  expect(inventory).toMatchObject({ cell: { name: 'cell_test' }, guests: [{ spec: { id: old } }] });
  const guestId = await created();
  await events.until(isState(guestId, 'stopped'));
  await start(guestId);
  await events.until(isState(guestId, 'running'));
  await cell.client.call('stopGuest', { ...command(guestId), force: true });
  await events.until(isState(guestId, 'stopped'));
  await cell.client.call('deleteGuest', { ...command(guestId), force: false });
  const removed = await events.until(isType('guest_removed'));
  expect(removed.at(-1)).toMatchObject({ guestId });
});

test('what guests do by themselves is told, with warnings', async () => {
  const guestId = await created();
  await start(guestId);
  using events = subscribe();
  await events.until(isType('inventory'));
  cell.fake.simulate.warn(guestId, 'disk_slow', 'The disk is slow.');
  const warnings = await events.until(isType('warning'));
  expect(warnings.at(-1)).toMatchObject({ code: 'disk_slow', guestId });
  cell.fake.simulate.crash(guestId);
  const changes = await events.until(isState(guestId, 'stopped'));
  expect(changes.at(-1)).toMatchObject({ guest: { stateReason: 'crashed' } });
});

test('a guest that paused on a full storage goes on by itself when there is room', async () => {
  const guestId = await created();
  await start(guestId);
  using events = subscribe();
  await events.until(isType('inventory'));
  cell.fake.simulate.pause(guestId, 'disk_full');
  await events.until(isState(guestId, 'paused'));
  await events.until(isState(guestId, 'running'));
});

test('statistics come on their beat, by one bulk call each', async () => {
  const guestId = await created();
  await start(guestId);
  using events = subscribe(100);
  const before = cell.faults.callCount('guestStatistics');
  for (let n = 1; n <= 3; n += 1) {
    const seen = await events.until(isType('statistics'));
    expect(seen.at(-1)).toMatchObject({ guests: [{ guestId }] });
  }
  expect(cell.faults.callCount('guestStatistics') - before).toBeGreaterThanOrEqual(3);
});

test('several subscribers are told alike', async () => {
  using first = subscribe();
  using second = subscribe();
  await Promise.all([first.until(isType('inventory')), second.until(isType('inventory'))]);
  const guestId = await created();
  await Promise.all([first.until(isState(guestId, 'stopped')), second.until(isState(guestId, 'stopped'))]);
});

test('a lost hypervisor is told, and its return by a fresh inventory', async () => {
  using events = subscribe(100);
  await events.until(isType('inventory'));
  cell.faults.disconnect('gone');
  const lost = await events.until(isType('hypervisor_lost'));
  expect(lost.at(-1)).toMatchObject({ message: expect.stringContaining('gone') });
  cell.faults.connect();
  const back = await events.until(() => true);
  expect(back.map(({ type }) => type)).toEqual(['inventory']);
  await events.until(isType('statistics'));
});

test('a hypervisor that does not answer at the opening is told, and an inventory follows', async () => {
  const silent = new DomainError('cell_unreachable', 'libvirt is silent', { reason: 'libvirt_unreachable' });
  cell.faults.fail('describeHost', silent, { times: 2 });
  using events = subscribe();
  const seen = await events.until(isType('inventory'));
  const types = seen.map(({ type }) => type).filter((type) => type !== 'statistics');
  expect(types).toEqual(['hypervisor_lost', 'inventory']);
});

test('a guest is told by its last state, however many changes one read covers', async () => {
  const guestId = await created();
  using events = subscribe();
  await events.until(isType('inventory'));
  const hung = cell.faults.hang('getGuest');
  cell.fake.simulate.warn('', 'first', '');
  const other = guestSpec();
  await cell.fake.defineGuest('op', other);
  await hung.reached;
  for (let n = 0; n < 5; n += 1) {
    await cell.fake.startGuest(guestId, { type: 'disk' });
    await cell.fake.destroyGuest(guestId);
  }
  await cell.fake.startGuest(guestId, { type: 'disk' });
  hung.release();
  const told = await events.until(
    (event) => event.type === 'guest_changed' && event.guest.spec.id === guestId,
  );
  expect(told.at(-1)).toMatchObject({ guest: { state: 'running' } });
  const changes = told.filter(({ type }) => type !== 'statistics');
  expect(changes.map((event) => (event.type === 'guest_changed' ? event.guest.spec.id : event.type))).toEqual(
    ['warning', other.id, guestId],
  );
});

test('a subscriber who does not read for long gets the last state of all, not every change', async () => {
  const guestIds: string[] = [];
  for (let n = 0; n < 40; n += 1) guestIds.push(await created());
  const stream = cell.client.events(60_000);
  stream.on('error', () => undefined);
  await once(stream, 'data');
  stream.pause();
  const rounds = 60;
  for (let n = 0; n < rounds; n += 1) {
    for (const guestId of guestIds) {
      await cell.fake.startGuest(guestId, { type: 'disk' });
      if (n < rounds - 1) await cell.fake.destroyGuest(guestId);
    }
  }
  const states = new Map<string, string>();
  let told = 0;
  for await (const event of stream as AsyncIterable<CellEvent>) {
    if (event.type !== 'guest_changed') continue;
    told += 1;
    states.set(event.guest.spec.id, event.guest.state);
    if ([...states.values()].filter((state) => state === 'running').length === guestIds.length) break;
  }
  stream.cancel();
  expect(told).toBeLessThan(rounds * guestIds.length * 2);
});

test('stopping the agent ends the stream in order', async () => {
  const own = await startTestCell();
  const stream = own.client.events(60_000);
  await once(stream, 'data');
  const ended = once(stream.resume(), 'end');
  await own[Symbol.asyncDispose]();
  await ended;
});
