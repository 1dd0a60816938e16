import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleContext, sampleOperation, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { OperationFilter, Store } from '../../use-cases/ports/index.ts';

let temporary: TemporaryStore;
let store: Store;
beforeEach(async () => {
  temporary = await openTemporaryStore();
  store = temporary.store;
});
afterEach(() => temporary[Symbol.asyncDispose]());

it('operations come back as they were stored, and take what happens to them', async () => {
  const operation = sampleOperation({ input: { secret: 'x', list: [1, null] } });
  await store.operations.insert(operation);
  expect(await store.operations.get(operation.id)).toEqual(operation);
  await store.operations.setState(operation.id, 'running', { startedAtMs: 5 });
  await store.operations.setStep(operation.id, 1, {
    state: 'done',
    attempts: 2,
    result: { a: 1 },
    finishedAtMs: 6,
  });
  await store.operations.setProgress(operation.id, 40);
  await store.operations.setProgress(operation.id, 30);
  await store.operations.setStep(operation.id, 1, { state: 'undone', attempts: 2, finishedAtMs: 7 });
  expect(await store.operations.get(operation.id)).toEqual({
    ...operation,
    state: 'running',
    startedAtMs: 5,
    progress: 40,
    steps: [
      operation.steps[0],
      { name: 'second', state: 'undone', attempts: 2, result: { a: 1 }, finishedAtMs: 7 },
    ],
  });
  const error = { code: 'invalid', reason: 'why', message: 'no', details: { field: 'x' } } as const;
  await store.operations.setState(operation.id, 'undoing', { error });
  await store.operations.setState(operation.id, 'failed', { finishedAtMs: 9 });
  await store.operations.setProgress(operation.id, 90);
  expect(await store.operations.get(operation.id)).toMatchObject({
    state: 'failed',
    error,
    startedAtMs: 5,
    finishedAtMs: 9,
    progress: 40,
  });
});

it('one unfinished operation per subject; the second is told of the first', async () => {
  const first = sampleOperation();
  await store.operations.insert(first);
  const second = sampleOperation({ subject: first.subject, kind: 'stop-guest' });
  const refused = expect.objectContaining({
    code: 'conflict',
    reason: 'operation_running',
    details: { operation: first.id, kind: 'start-guest' },
  });
  await expect(store.operations.insert(second)).rejects.toEqual(refused);
  expect(await store.operations.get(second.id)).toBeUndefined();
  await store.operations.setState(first.id, 'done', { finishedAtMs: 1, result: { ok: true } });
  expect(await store.operations.get(first.id)).toMatchObject({ progress: 100, result: { ok: true } });
  await store.operations.insert(second);
  const sameId = sampleOperation({ id: first.id });
  await expect(store.operations.insert(sameId)).rejects.toMatchObject({ code: 'already_exists' });
});

it('operations are found by state, kind, subject and actor, the newest first', async () => {
  const subject = { kind: 'guest', id: 'g' };
  const old = sampleOperation({ id: 'a', subject, state: 'done', createdAtMs: 1 });
  const undoing = sampleOperation({ id: 'b', subject, state: 'undoing', createdAtMs: 2, kind: 'stop-guest' });
  const pending = sampleOperation({ id: 'c', createdAtMs: 2, actorId: 'other' });
  const running = sampleOperation({ id: 'd', createdAtMs: 1, state: 'running' });
  for (const operation of [old, undoing, pending, running]) await store.operations.insert(operation);
  const find = async (filter: OperationFilter, limit = 9, offset = 0) => {
    const found = await store.operations.list(filter, { limit, offset });
    if (limit === 9) expect(await store.operations.count(filter)).toBe(found.length);
    return found.map(({ id }) => id).join('');
  };
  expect(await find({})).toBe('cbda');
  expect(await find({}, 2, 1)).toBe('bd');
  expect(await find({ state: 'unfinished' })).toBe('cbd');
  expect(await find({ state: 'done' })).toBe('a');
  expect(await find({ kind: 'stop-guest', subject })).toBe('b');
  expect(await find({ actorId: 'other' })).toBe('c');
  expect((await store.operations.unfinished()).map(({ id }) => id).join('')).toBe('dbc');
  expect(await store.operations.latest(subject)).toEqual(undoing);
  expect(await store.operations.latest(subject, 'start-guest')).toEqual(old);
  expect(await store.operations.latest({ kind: 'guest', id: 'nobody' })).toBeUndefined();
});

it('a cancel is taken while it may help', async () => {
  const states = {
    pending: true,
    running: true,
    undoing: false,
    done: false,
    failed: false,
    cancelled: false,
  };
  for (const [state, taken] of Object.entries(states) as [keyof typeof states, boolean][]) {
    const operation = sampleOperation({ state });
    await store.operations.insert(operation);
    expect(await store.operations.requestCancel(operation.id)).toBe(taken);
    expect((await store.operations.get(operation.id))?.cancelRequested).toBe(taken);
  }
  const fixed = sampleOperation({ cancellable: false });
  await store.operations.insert(fixed);
  expect(await store.operations.requestCancel(fixed.id)).toBe(false);
});

it('the audit only grows', async () => {
  const subject = { kind: 'guest', id: 'g' };
  await store.audit.append(sampleContext(), {
    action: 'one',
    subject,
    outcome: 'accepted',
    details: { a: 1 },
  });
  await store.audit.append(sampleContext({ requestId: 'r2' }), {
    action: 'two',
    subject,
    outcome: 'refused',
  });
  expect(await store.audit.list({ limit: 9, offset: 0 })).toEqual([
    expect.objectContaining({ id: 2, action: 'two', outcome: 'refused', requestId: 'r2', subject }),
    expect.objectContaining({ id: 1, action: 'one', details: { a: 1 }, atMs: startMs, via: 'system' }),
  ]);
  expect(await store.audit.list({ limit: 1, offset: 1 })).toHaveLength(1);
  const database = new Database(temporary.path);
  expect(() => database.exec('delete from audit')).toThrow('append-only');
  expect(() => database.exec("update audit set action = 'x'")).toThrow('append-only');
  database.close();
});

it('log ids are the second and a counter, and go over into the next second', async () => {
  await Promise.all(Array.from({ length: 3 }, () => store.logs.append('x', startMs + 999)));
  const database = new Database(temporary.path);
  database.exec("insert into logs (id, content) values ('202611211201009999', 'full')");
  await store.logs.append('later', Date.UTC(2026, 10, 21, 12, 1, 0));
  const ids = database.prepare('select id from logs order by id').pluck().all();
  database.close();
  expect(ids).toEqual([
    '202611211200000000',
    '202611211200000001',
    '202611211200000002',
    '202611211201009999',
    '202611211201010000',
  ]);
});
