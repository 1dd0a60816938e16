import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleContext, sampleOperation, startMs } from '../../../../test/support/domain-samples.ts';
import { openTemporaryStore, type TemporaryStore } from '../../../../test/support/temporary-store.ts';
import type { Operation } from '../../domain/operation.ts';
import { tellFailedReset } from './tell-failed-reset.ts';

const guestId = 'guest-1';
const subject = { kind: 'guest', id: guestId };
const error = {
  code: 'no_capacity',
  reason: 'disk_full',
  message: 'the storage is full',
  details: null,
} as const;

let temporary: TemporaryStore;
beforeEach(async () => {
  temporary = await openTemporaryStore();
});
afterEach(() => temporary[Symbol.asyncDispose]());

const context = (userId: string) => {
  const plain = sampleContext();
  return { ...plain, actor: { ...plain.actor, userId } };
};
const look = (userId = 'owner-1') => tellFailedReset(temporary, context(userId), { guestId });
const failed = (change: Partial<Operation> = {}) =>
  temporary.store.operations.insert(
    sampleOperation({ kind: 'reset-system', subject, state: 'failed', error, ...change }),
  );

test('a failed reset is told once, to who asked for it', async () => {
  await failed();
  await look('somebody-else');
  await expect(look()).rejects.toMatchObject({ code: 'no_capacity', message: 'the storage is full' });
  await look();
  expect(await temporary.store.operations.latest(subject)).toMatchObject({ state: 'failed', error });
});

test('it is told no more when something else was done since', async () => {
  await failed();
  const later = { kind: 'start-guest', createdAtMs: startMs + 1 };
  await failed({ ...later, state: 'done', error: null });
  await expect(look()).resolves.toBeUndefined();
});

test('there is nothing to tell of resets that are done or go on, and of guests without', async () => {
  await expect(look()).resolves.toBeUndefined();
  await failed({ state: 'done', error: null });
  await expect(look()).resolves.toBeUndefined();
  await failed({ state: 'running', error: null, createdAtMs: startMs + 1 });
  await expect(look()).resolves.toBeUndefined();
});
