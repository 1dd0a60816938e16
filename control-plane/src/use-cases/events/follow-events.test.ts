import { expect, test } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { openTemporaryStore } from '../../../../test/support/temporary-store.ts';
import { systemActor } from '../../domain/actor.ts';
import type { LifeEvent } from '../../domain/life-event.ts';
import { EventLog } from './event-log.ts';
import { followEvents } from './follow-events.ts';

const context = { actor: systemActor, requestId: 'r', address: '', nowMs: 0 };

function told(log: EventLog, id: string): void {
  const event: LifeEvent = {
    type: 'guest',
    action: 'state',
    outcome: null,
    subject: { kind: 'guest', id, name: null },
    actor: null,
    requestId: null,
    atMs: 0,
    details: {},
    audience: { userIds: [], groupId: null, projectId: null },
  };
  log.append(event);
}

function follow(
  store: Parameters<typeof followEvents>[0]['store'],
  log: EventLog,
  authenticate: () => Promise<typeof context>,
) {
  const signal = new AbortController().signal;
  return followEvents(
    { store, events: log },
    { authenticate, after: null, types: [], subjectId: null, signal },
    { reviewMs: 1, heartbeatMs: 0 },
  );
}

test('a reader that takes too long is told of the gap and goes on behind it', async () => {
  await using temporary = await openTemporaryStore();
  const log = new EventLog({ epoch: 'e', capacity: 2 });
  const parts = follow(temporary.store, log, async () => context);
  expect((await parts.next()).value).toEqual({ kind: 'ready', id: 'e-0' });
  for (const id of ['a', 'b', 'c', 'd']) told(log, id);
  expect((await parts.next()).value).toEqual({ kind: 'gap', id: 'e-2', reason: 'overwritten' });
  expect((await parts.next()).value).toMatchObject({ id: 'e-3', event: { subject: { id: 'c' } } });
  expect((await parts.next()).value).toMatchObject({ id: 'e-4', event: { subject: { id: 'd' } } });
});

test('a quiet stream beats, and ends once its credential has', async () => {
  await using temporary = await openTemporaryStore();
  let alive = true;
  const parts = follow(temporary.store, new EventLog({ epoch: 'e' }), async () => {
    if (alive) return context;
    throw new DomainError('unauthenticated', 'invalid session', { reason: 'invalid_session' });
  });
  await parts.next();
  expect((await parts.next()).value).toEqual({ kind: 'heartbeat' });
  alive = false;
  expect((await parts.next()).value).toEqual({ kind: 'end', reason: 'session_ended' });
  expect((await parts.next()).done).toBe(true);
});
