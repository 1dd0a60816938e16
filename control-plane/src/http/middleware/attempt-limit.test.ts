import { describe, expect, test } from 'vitest';
import { AttemptLimit } from './attempt-limit.ts';

const limits = { perAccount: 3, perAddress: 5, windowMs: 60_000 };
const wrong = () => Promise.reject(new Error('wrong password'));
const right = () => Promise.resolve('session');

async function fail(limit: AttemptLimit, account: string, address: string, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) {
    await expect(limit.guard({ account, address }, wrong)).rejects.toThrow('wrong password');
  }
}

describe('the limit on attempts', () => {
  test('stops guessing of one account from one address until the window is over', async () => {
    let nowMs = 0;
    const limit = new AttemptLimit(limits, () => nowMs);
    await fail(limit, 'admin', '10.0.0.1', 3);
    nowMs = 1000;
    const attempt = { account: 'admin', address: '10.0.0.1' };
    await expect(limit.guard(attempt, right)).rejects.toMatchObject({
      code: 'quota_exceeded',
      reason: 'too_many_attempts',
      details: { retryAfterSeconds: 59 },
    });
    nowMs = 60_000;
    await expect(limit.guard(attempt, right)).resolves.toBe('session');
  });

  test('lets nobody lock out a user elsewhere', async () => {
    const limit = new AttemptLimit(limits);
    await fail(limit, 'admin', '10.0.0.1', 3);
    const attempt = { account: 'admin', address: '10.0.0.2' };
    await expect(limit.guard(attempt, right)).resolves.toBe('session');
  });

  test('stops one address that tries many accounts', async () => {
    const limit = new AttemptLimit(limits);
    for (const account of ['a', 'b', 'c', 'd', 'e']) await fail(limit, account, '10.0.0.1', 1);
    const attempt = { account: 'f', address: '10.0.0.1' };
    await expect(limit.guard(attempt, right)).rejects.toThrow('too many attempts');
  });

  test('counts a burst from its start', async () => {
    const limit = new AttemptLimit(limits);
    const { promise, reject } = Promise.withResolvers<never>();
    const attempt = { account: 'admin', address: '10.0.0.1' };
    const burst = [1, 2, 3, 4].map(() => limit.guard(attempt, () => promise));
    await expect(burst[3]).rejects.toThrow('too many attempts');
    reject(new Error('wrong password'));
    expect((await Promise.allSettled(burst)).every(({ status }) => status === 'rejected')).toBe(true);
  });

  test('forgets failures after a success', async () => {
    const limit = new AttemptLimit(limits);
    await fail(limit, 'admin', '10.0.0.1', 2);
    await limit.guard({ account: 'admin', address: '10.0.0.1' }, right);
    await fail(limit, 'admin', '10.0.0.1', 3);
  });

  test('takes an IPv6 /64 for one address', async () => {
    const limit = new AttemptLimit(limits);
    await fail(limit, 'admin', '2001:db8:1:2::1', 3);
    const attempt = { account: 'admin', address: '2001:db8:1:2:9::2' };
    await expect(limit.guard(attempt, right)).rejects.toThrow('too many attempts');
  });
});
