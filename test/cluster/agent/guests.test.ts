import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DomainError } from '../../../proto/src/errors.ts';
import type { GuestSpec } from '../../../proto/src/model.ts';
import { guestSpec } from '../../support/guest-spec.ts';
import { startTestCell, type TestCell } from './test-cell.ts';

let cell: TestCell;
beforeAll(async () => {
  cell = await startTestCell();
});
afterAll(() => cell[Symbol.asyncDispose]());

const operationId = () => randomUUID();

async function created(changes: Partial<GuestSpec> = {}): Promise<string> {
  const spec = guestSpec(changes);
  await cell.client.long('createGuest', { operationId: operationId(), spec });
  return spec.id;
}

async function running(changes: Partial<GuestSpec> = {}): Promise<string> {
  const guestId = await created(changes);
  await cell.client.call('startGuest', { operationId: operationId(), guestId, boot: { type: 'disk' } });
  return guestId;
}

const disksOf = (guestId: string) => cell.fake.listDisks().filter((disk) => disk.guestId === guestId);

describe('create', () => {
  test('makes a stopped guest with its disks and streams progress', async () => {
    const disk = { sizeBytes: 16 * 2 ** 20, imageSha256: '', clone: 'linked' } as const;
    const spec = guestSpec({ disks: [disk, disk] });
    const percents: number[] = [];
    const onProgress = (percent: number) => percents.push(percent);
    const guest = await cell.client.long('createGuest', { operationId: 'op-1', spec }, { onProgress });
    expect(guest).toMatchObject({ spec: { id: spec.id }, state: 'stopped', operationId: 'op-1' });
    expect(disksOf(spec.id)).toHaveLength(2);
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
  });

  test('the same operation twice is answered with the same guest', async () => {
    const request = { operationId: 'op-2', spec: guestSpec() };
    const first = await cell.client.long('createGuest', request);
    await expect(cell.client.long('createGuest', request)).resolves.toEqual(first);
    expect(disksOf(request.spec.id)).toHaveLength(1);
  });

  test('two calls of one operation at a time make one guest', async () => {
    const request = { operationId: 'op-3', spec: guestSpec() };
    const [a, b] = await Promise.all([
      cell.client.long('createGuest', request),
      cell.client.long('createGuest', request),
    ]);
    expect(a).toEqual(b);
  });

  test("another operation's guest of that id already exists", async () => {
    const spec = guestSpec();
    await cell.client.long('createGuest', { operationId: 'op-4', spec });
    await expect(cell.client.long('createGuest', { operationId: 'op-5', spec })).rejects.toMatchObject({
      code: 'already_exists',
      reason: 'guest_exists',
      subject: { kind: 'guest', id: spec.id },
    });
  });

  test('an image that is not cached is named', async () => {
    const sha256 = 'a'.repeat(64);
    const spec = guestSpec({ disks: [{ sizeBytes: 2 ** 20, imageSha256: sha256, clone: 'linked' }] });
    await expect(cell.client.long('createGuest', { operationId: 'op-6', spec })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'image_not_cached',
      details: { sha256 },
    });
  });

  test('a bad field is named', async () => {
    const spec = guestSpec({ name: 'web\n1' });
    await expect(cell.client.long('createGuest', { operationId: 'op-7', spec })).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'name' },
    });
  });

  test('what a broken creation left is taken over by the repeated call, or deleted', async () => {
    const request = { operationId: 'op-8', spec: guestSpec() };
    cell.faults.fail('defineGuest', new DomainError('internal', 'broken'), { times: 2 });
    await expect(cell.client.long('createGuest', request)).rejects.toMatchObject({ code: 'internal' });
    await expect(cell.client.long('createGuest', request)).rejects.toMatchObject({ code: 'internal' });
    expect(disksOf(request.spec.id)).toHaveLength(1);
    await expect(cell.client.long('createGuest', request)).resolves.toMatchObject({ state: 'stopped' });

    const abandoned = { operationId: 'op-9', spec: guestSpec() };
    cell.faults.fail('defineGuest', new DomainError('internal', 'broken'));
    await expect(cell.client.long('createGuest', abandoned)).rejects.toMatchObject({ code: 'internal' });
    await cell.client.call('deleteGuest', { operationId: 'op-9', guestId: abandoned.spec.id, force: false });
    expect(disksOf(abandoned.spec.id)).toHaveLength(0);
  });

  test('a cancelled call makes no guest', async () => {
    const spec = guestSpec();
    const undefinedBefore = cell.faults.callCount('undefineGuest');
    const hung = cell.faults.hang('createDisk');
    const abort = new AbortController();
    const call = cell.client.long('createGuest', { operationId: 'op-10', spec }, { signal: abort.signal });
    const refused = expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await hung.reached;
    abort.abort();
    await refused;
    // The server hears of the cancellation on the same connection, before this answer.
    await cell.client.call('describeCell', undefined);
    hung.release();
    await cell.client.call('deleteGuest', { operationId: 'op-10', guestId: spec.id, force: false });
    await expect(cell.client.call('getGuest', { guestId: spec.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(cell.faults.callCount('undefineGuest')).toBe(undefinedBefore);
  });
});

describe('get', () => {
  test('an unknown guest is not found, a bad id is invalid', async () => {
    await expect(cell.client.call('getGuest', { guestId: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(cell.client.call('getGuest', { guestId: '../etc' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('start and stop', () => {
  test('starting twice leaves the guest running, stopping twice leaves it stopped', async () => {
    const guestId = await created();
    const start = { operationId: operationId(), guestId, boot: { type: 'disk' } } as const;
    const first = await cell.client.call('startGuest', start);
    expect(first.state).toBe('running');
    const second = await cell.client.call('startGuest', start);
    expect(second).toMatchObject({ state: 'running', startedAtMs: first.startedAtMs });
    const stop = { operationId: operationId(), guestId, force: true };
    await expect(cell.client.call('stopGuest', stop)).resolves.toMatchObject({ state: 'stopped' });
    await expect(cell.client.call('stopGuest', stop)).resolves.toMatchObject({ state: 'stopped' });
  });

  test('a guest that ignores the power button stays on, and answers at once; by force it is off', async () => {
    const guestId = await running({ name: 'deaf' });
    const ask = (force: boolean) =>
      cell.client.call('stopGuest', { operationId: operationId(), guestId, force });
    await expect(ask(false)).resolves.toMatchObject({ state: 'running' });
    await expect(ask(false)).resolves.toMatchObject({ state: 'running' });
    await expect(ask(true)).resolves.toMatchObject({ state: 'stopped', stateReason: '' });
  });

  test('a soft stop asks the guest and the guest obeys', async () => {
    const guestId = await running();
    await cell.client.call('stopGuest', { operationId: operationId(), guestId, force: false });
    await expect
      .poll(async () => (await cell.client.call('getGuest', { guestId })).state, { timeout: 10_000 })
      .toBe('stopped');
  });

  test('media that is not cached does not start', async () => {
    const guestId = await created();
    const media = { imageId: 'iso', imageSha256: 'b'.repeat(64) };
    const start = { operationId: operationId(), guestId, boot: { type: 'media', media } } as const;
    await expect(cell.client.call('startGuest', start)).rejects.toMatchObject({ reason: 'image_not_cached' });
  });

  test('an unknown guest is not found', async () => {
    const command = { operationId: operationId(), guestId: randomUUID() };
    const start = cell.client.call('startGuest', { ...command, boot: { type: 'disk' } });
    await expect(start).rejects.toMatchObject({ code: 'not_found' });
    await expect(cell.client.call('stopGuest', { ...command, force: true })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('calls for one guest follow each other', async () => {
    const guestId = await created();
    const hung = cell.faults.hang('startGuest');
    const start = cell.client.call('startGuest', {
      operationId: operationId(),
      guestId,
      boot: { type: 'disk' },
    });
    await hung.reached;
    const before = cell.faults.callCount('destroyGuest');
    const stop = cell.client.call('stopGuest', { operationId: operationId(), guestId, force: true });
    await cell.client.call('describeCell', undefined);
    expect(cell.faults.callCount('destroyGuest')).toBe(before);
    hung.release();
    await expect(start).resolves.toMatchObject({ state: 'running' });
    await expect(stop).resolves.toMatchObject({ state: 'stopped' });
  });
});

describe.each(['rebootGuest', 'resetGuest'] as const)('%s', (verb) => {
  test('presses once for each operation', async () => {
    const guestId = await running();
    const before = cell.faults.callCount(verb);
    const command = { operationId: operationId(), guestId };
    await expect(cell.client.call(verb, command)).resolves.toMatchObject({ state: 'running' });
    await cell.client.call(verb, command);
    expect(cell.faults.callCount(verb)).toBe(before + 1);
    await cell.client.call(verb, { ...command, operationId: operationId() });
    expect(cell.faults.callCount(verb)).toBe(before + 2);
  });

  test('a stopped guest is a conflict', async () => {
    const guestId = await created();
    const call = cell.client.call(verb, { operationId: operationId(), guestId });
    await expect(call).rejects.toMatchObject({ code: 'conflict', reason: 'guest_stopped' });
  });
});

describe('delete', () => {
  test('removes guest and disks, also the second time', async () => {
    const guestId = await created();
    const command = { operationId: operationId(), guestId, force: false };
    await cell.client.call('deleteGuest', command);
    await cell.client.call('deleteGuest', command);
    expect(disksOf(guestId)).toHaveLength(0);
    await expect(cell.client.call('getGuest', { guestId })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a running guest is deleted only by force', async () => {
    const guestId = await running();
    const command = { operationId: operationId(), guestId };
    const call = cell.client.call('deleteGuest', { ...command, force: false });
    await expect(call).rejects.toMatchObject({ code: 'conflict', reason: 'guest_running' });
    await cell.client.call('deleteGuest', { ...command, force: true });
    expect(disksOf(guestId)).toHaveLength(0);
  });
});

test('a deadline that passes ends the call, not the guest', async () => {
  const guestId = await created();
  const hung = cell.faults.hang('startGuest');
  const start = { operationId: operationId(), guestId, boot: { type: 'disk' } } as const;
  await expect(cell.client.call('startGuest', start, { deadline: Date.now() + 200 })).rejects.toMatchObject({
    code: 'timeout',
  });
  hung.release();
  await expect.poll(async () => (await cell.client.call('getGuest', { guestId })).state).toBe('running');
});

test('a hypervisor that does not answer is transient', async () => {
  cell.faults.disconnect();
  try {
    const call = cell.client.call('getGuest', { guestId: randomUUID() });
    await expect(call).rejects.toMatchObject({ code: 'cell_unreachable', reason: 'libvirt_unreachable' });
  } finally {
    cell.faults.connect();
  }
});
