import { describe, expect, test } from 'vitest';
import type { LifeEvent } from '../../domain/life-event.ts';
import { EventLog } from './event-log.ts';

function event(id: string): LifeEvent {
  return {
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
}

const never = new AbortController().signal;

describe('the event log', () => {
  test('keeps the newest and says how many a slow reader has missed', () => {
    const log = new EventLog({ epoch: 'e', capacity: 3 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) log.append(event(id));
    const { events, missed } = log.read(1, 10);
    expect(missed).toBe(2);
    expect(events.map(({ number, event: { subject } }) => [number, subject.id])).toEqual([
      [3, 'c'],
      [4, 'd'],
      [5, 'e'],
    ]);
    expect(log.read(4, 1).events.map(({ number }) => number)).toEqual([4]);
    expect(log.read(6, 10)).toEqual({ events: [], missed: 0 });
  });

  test('wakes those who wait by an event, by their time, by their going and by its end', async () => {
    const log = new EventLog({ epoch: 'e' });
    const woken = log.wait(1, 60_000, never);
    log.append(event('a'));
    expect(await woken).toBe('event');
    expect(await log.wait(1, 60_000, never)).toBe('event');
    expect(await log.wait(2, 1, never)).toBe('time');
    const gone = new AbortController();
    const leaving = log.wait(2, 60_000, gone.signal);
    gone.abort();
    expect(await leaving).toBe('closed');
    const last = log.wait(2, 60_000, never);
    log.close();
    expect(await last).toBe('closed');
    expect(await log.wait(1, 60_000, never)).toBe('closed');
  });
});
