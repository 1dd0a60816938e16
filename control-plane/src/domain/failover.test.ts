import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actionFor,
  areOver,
  type GuestCase,
  isTakeoverDue,
  leasesAfterStart,
  leasesAnswered,
  leasesSent,
  noLeases,
} from './failover.ts';
import type { SeenGuest } from './live.ts';

const seen = (state: SeenGuest['state'], stateReason = ''): SeenGuest => ({
  state,
  stateReason,
  operationId: '',
  addresses: [],
  media: null,
  guestAgentConnected: false,
  startedAtMs: 0,
});

describe('what is done about a guest', () => {
  const usual: GuestCase = {
    failover: true,
    isProtected: true,
    lease: 'running',
    cellAlive: true,
    takeoverDue: false,
    seen: seen('running'),
  };
  const lost = { cellAlive: false, takeoverDue: true };
  test.each<[string, Partial<GuestCase>, ReturnType<typeof actionFor>]>([
    ['runs under its lease', {}, 'none'],
    ['is off and was never to run', { lease: null, seen: seen('stopped') }, 'none'],
    ['went off by itself', { seen: seen('stopped') }, 'release'],
    ['crashed', { seen: seen('stopped', 'crashed') }, 'release'],
    ['was ended by the keeper', { seen: seen('stopped', 'lease_expired') }, 'revive'],
    ['was ended by its host', { seen: seen('stopped', 'host_restarted') }, 'revive'],
    ['is still to run', { lease: 'due', seen: seen('stopped') }, 'revive'],
    ['runs at last', { lease: 'due' }, 'confirm'],
    ['waits at its first instruction', { lease: 'due', seen: seen('paused') }, 'none'],
    ['runs without a lease', { lease: null }, 'protect'],
    ['is missing', { seen: null }, 'restore'],
    ['is on a silent cell', { cellAlive: false }, 'none'],
    ['is on a lost cell', lost, 'take-over'],
    ['is on a lost cell and may run there for ever', { ...lost, isProtected: false }, 'none'],
    ['is to be protected', { isProtected: false, lease: null }, 'protect'],
    ['is to be protected but missing', { isProtected: false, lease: null, seen: null }, 'none'],
    ['is not to be protected any more', { failover: false }, 'unprotect'],
    ['of an ordinary pool', { failover: false, isProtected: false, lease: null }, 'none'],
  ])('that %s', (_, change, action) => {
    expect(actionFor({ ...usual, ...change })).toBe(action);
  });
});

test('a disabled cell is left alone unless it is being taken over; a fenced one is not waited for', () => {
  const state = {
    failover: true,
    enabled: true,
    takenOver: false,
    lost: true,
    leasesOver: true,
    fenced: false,
  };
  expect(isTakeoverDue(state)).toBe(true);
  expect(isTakeoverDue({ ...state, lost: false })).toBe(false);
  expect(isTakeoverDue({ ...state, failover: false })).toBe(false);
  expect(isTakeoverDue({ ...state, leasesOver: false })).toBe(false);
  expect(isTakeoverDue({ ...state, leasesOver: false, fenced: true })).toBe(true);
  expect(isTakeoverDue({ ...state, enabled: false })).toBe(false);
  expect(isTakeoverDue({ ...state, enabled: false, takenOver: true })).toBe(true);
});

describe('leases are over', () => {
  const basis = { bootId: 'boot', atMs: 1 };

  test('at once where there never was one, and a whole duration after a start where there may be one', () => {
    expect(areOver(noLeases, 0, 5)).toBe(true);
    const leases = leasesAfterStart(100, 20);
    expect([124, 125].map((nowMs) => areOver(leases, nowMs, 5))).toEqual([false, true]);
  });

  test('never before any that was sent, whatever was answered, lost or taken in the end', () => {
    const beat = fc.record({
      afterMs: fc.nat({ max: 50 }),
      durationMs: fc.integer({ min: 10, max: 100 }),
      answer: fc.constantFrom('lost', 'taken', 'refused'),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(beat, { maxLength: 20 }), (beats) => {
        let nowMs = 0;
        let leases = leasesAnswered(
          noLeases,
          { accepted: false, basis, arrivedMs: 0 },
          { basisArrivedMs: 0, durationMs: 0, whole: false },
        );
        let heldUntilMs = Number.NEGATIVE_INFINITY;
        for (const { afterMs, durationMs, answer, whole } of beats) {
          nowMs += afterMs;
          const basisArrivedMs = leases.basis?.arrivedMs ?? 0;
          leases = leasesSent(leases, durationMs);
          const endMs = basisArrivedMs + durationMs;
          // A lost call may be taken as well, until a later one is.
          heldUntilMs = answer === 'taken' && whole ? endMs : Math.max(heldUntilMs, endMs);
          if (answer !== 'lost') {
            const sent = { basisArrivedMs, durationMs, whole };
            leases = leasesAnswered(leases, { accepted: answer === 'taken', basis, arrivedMs: nowMs }, sent);
          }
          expect(areOver(leases, heldUntilMs - 1, 0)).toBe(false);
        }
      }),
    );
  });
});
