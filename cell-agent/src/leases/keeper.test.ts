import { beforeEach, describe, expect, test } from 'vitest';
import {
  type MemoryFile,
  memoryFile,
  memoryKeeper,
  type SettableClock,
  settableClock,
} from '../../../test/support/memory-keeper.ts';
import type { GuestProcesses } from './guest-processes.ts';
import type { Keeper } from './keeper.ts';
import type { ProcessIdentity } from './keeper-state.ts';

/** Guests by id with the process of each. */
class Host implements GuestProcesses {
  readonly running = new Map<string, ProcessIdentity>();
  #pid = 100;

  start(guestId: string): void {
    this.#pid += 1;
    this.running.set(guestId, { pid: this.#pid, startTicks: this.#pid });
  }

  find(guestIds: readonly string[]): Map<string, ProcessIdentity> {
    return new Map([...this.running].filter(([guestId]) => guestIds.includes(guestId)));
  }

  isAlive(identity: ProcessIdentity): boolean {
    return [...this.running.values()].some((one) => one.pid === identity.pid);
  }

  kill(identity: ProcessIdentity): void {
    for (const [guestId, one] of this.running) if (one.pid === identity.pid) this.running.delete(guestId);
  }
}

let host: Host;
let clock: SettableClock;
let file: MemoryFile;
let keeper: Keeper;

const open = () => memoryKeeper(host, { clock, file });

beforeEach(async () => {
  host = new Host();
  clock = settableClock();
  file = memoryFile();
  keeper = await open();
});

async function basis() {
  const { bootId, nowMs } = await keeper.status();
  return { bootId, atMs: nowMs };
}

async function lease(guestId: string, durationMs = 20_000) {
  return await keeper.renew({ basis: await basis(), durationMs, guestIds: [guestId] });
}

async function pass(ms: number) {
  clock.atMs += ms;
  await keeper.enforce();
}

async function run(guestId: string) {
  await lease(guestId);
  await keeper.requireLease(guestId);
  host.start(guestId);
  await keeper.register(guestId);
}

describe('a lease', () => {
  test('ends its duration after the time that the keeper told, and then the guest is killed', async () => {
    await run('a');
    await pass(19_999);
    expect(host.running.has('a')).toBe(true);
    await pass(1);
    expect(host.running.has('a')).toBe(false);
    await pass(1);
    expect(await keeper.status()).toMatchObject({ ended: [{ guestId: 'a', reason: 'lease_expired' }] });
  });

  test('goes on for as long as it is renewed', async () => {
    await run('a');
    for (let beat = 0; beat < 10; beat += 1) {
      await pass(15_000);
      expect(await lease('a')).toMatchObject({ accepted: true });
    }
    expect(host.running.has('a')).toBe(true);
  });

  test('reaches no further when its renewal was held up', async () => {
    await run('a');
    await pass(1_000);
    const old = await basis();
    await pass(15_000);
    await keeper.renew({ basis: old, durationMs: 20_000, guestIds: ['a'] });
    await pass(5_000);
    expect(host.running.has('a')).toBe(false);
  });

  test('is not changed by a renewal that another has overtaken, nor by one for another boot', async () => {
    const old = await basis();
    await pass(10);
    await lease('a');
    const late = { basis: old, durationMs: 600_000, guestIds: ['a'] };
    expect(await keeper.renew(late)).toMatchObject({ accepted: false });
    const foreign = { ...late, basis: { bootId: 'boot-0', atMs: clock.atMs } };
    expect(await keeper.renew(foreign)).toMatchObject({ accepted: false, bootId: 'boot-1' });
    expect((await keeper.status()).leases[0]?.deadlineMs).toBe(1_000_010 + 20_000);
  });

  test('that is over lets no guest start, and one that started all the same is found and killed', async () => {
    await expect(keeper.requireLease('a')).rejects.toMatchObject({ reason: 'no_lease' });
    await lease('a');
    await pass(20_000);
    await expect(keeper.requireLease('a')).rejects.toMatchObject({ reason: 'lease_expired' });
    host.start('a');
    await expect(keeper.register('a')).rejects.toMatchObject({ reason: 'lease_expired' });
    await pass(5_000);
    expect(host.running.has('a')).toBe(false);
  });

  test('that its guest is exempt from binds it no more', async () => {
    await run('a');
    await pass(1);
    const old = await basis();
    await keeper.exempt('a');
    await keeper.renew({ basis: old, durationMs: 20_000, guestIds: ['a'] });
    await lease('a');
    await pass(60_000);
    expect(host.running.has('a')).toBe(true);
  });
});

test('a guest that stopped by itself has no reason, and its next process is no stranger', async () => {
  await run('a');
  host.running.clear();
  await pass(1_000);
  await pass(60_000);
  expect((await keeper.status()).ended).toEqual([]);
  await run('a');
  await pass(1_000);
  expect(host.running.has('a')).toBe(true);
});

test('a new start takes back the reason of the last end', async () => {
  await run('a');
  await pass(20_000);
  await pass(1);
  await run('a');
  expect((await keeper.status()).ended).toEqual([]);
});

describe('a keeper that starts again', () => {
  test('knows the deadlines and the processes', async () => {
    await run('a');
    keeper = await open();
    await pass(19_999);
    expect(host.running.has('a')).toBe(true);
    await pass(1);
    expect(host.running.has('a')).toBe(false);
  });

  test('takes no renewal that was overtaken before it died', async () => {
    const old = await basis();
    await pass(10);
    await lease('a');
    keeper = await open();
    const late = { basis: old, durationMs: 600_000, guestIds: ['a'] };
    expect(await keeper.renew(late)).toMatchObject({ accepted: false });
  });

  test('after a boot of the host has no leases and says why guests are off', async () => {
    await run('a');
    await lease('stopped');
    host.running.clear();
    Object.assign(clock, { bootId: 'boot-2', atMs: 5 });
    keeper = await open();
    expect(await keeper.status()).toMatchObject({
      leases: [],
      ended: [{ guestId: 'a', reason: 'host_restarted' }],
    });
    await expect(keeper.requireLease('a')).rejects.toMatchObject({ reason: 'no_lease' });
  });
});

describe('while the disk takes nothing', () => {
  const full = new Error('no space left');

  test('leases go on, as losing that would only kill too early', async () => {
    await run('a');
    file.failure = full;
    await pass(15_000);
    expect(await lease('a')).toMatchObject({ accepted: true });
    await pass(15_000);
    expect(host.running.has('a')).toBe(true);
  });

  test('no guest gets a first lease, or a process', async () => {
    await lease('a');
    file.failure = full;
    await pass(1);
    await expect(lease('b')).rejects.toThrow('no space left');
    await expect(keeper.requireLease('b')).rejects.toMatchObject({ reason: 'no_lease' });
    host.start('a');
    await expect(keeper.register('a')).rejects.toThrow('no space left');
  });

  test('guests are killed all the same', async () => {
    await run('a');
    file.failure = full;
    await expect(pass(20_000)).rejects.toThrow('no space left');
    expect(host.running.has('a')).toBe(false);
  });
});
