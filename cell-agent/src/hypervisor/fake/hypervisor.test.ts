import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { GuestSpec } from '../../../../proto/src/model.ts';
import { internalInterface, smallGuestSpec } from '../../../../test/hypervisor/small-guest.ts';
import { connectRfb } from '../../../../test/support/rfb-client.ts';
import type { BaseImage, HypervisorEvent } from '../port.ts';
import { createVirtualClock } from './clock.ts';
import { createFakeHypervisor, type FakeHypervisor } from './hypervisor.ts';

const bootMs = 1000;
const shutdownMs = 100;

async function startGuest(hypervisor: FakeHypervisor, spec: GuestSpec): Promise<void> {
  await hypervisor.createDisk({ guestId: spec.id, index: 0, sizeBytes: 2 ** 30, base: null });
  await hypervisor.defineGuest('operation', spec);
  await hypervisor.startGuest(spec.id, { type: 'disk' });
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('fake hypervisor', () => {
  test('the guest boots, tells its address, and shuts down, each in its time', async () => {
    const clock = createVirtualClock();
    const hypervisor = createFakeHypervisor({ cellId: 'cell', clock, bootMs, shutdownMs });
    const spec = smallGuestSpec({
      interfaces: [
        { ...internalInterface(), ethernetAddress: '52:54:00:01:02:ff' },
        { ...internalInterface(), address: '192.168.3.4/24' },
      ],
    });
    await startGuest(hypervisor, spec);
    const events: HypervisorEvent[] = [];
    hypervisor.watch((event) => events.push(event));

    clock.advance(bootMs - 1);
    expect(await hypervisor.getGuest(spec.id)).toMatchObject({ guestAgentConnected: false, addresses: [] });
    clock.advance(1);
    const booted = await hypervisor.getGuest(spec.id);
    expect(booted.guestAgentConnected).toBe(true);
    expect(booted.addresses.map((one) => one.address)).toEqual(['10.1.2.255', '192.168.3.4']);

    await hypervisor.shutdownGuest(spec.id);
    clock.advance(shutdownMs - 1);
    expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'running' });
    clock.advance(1);
    expect(await hypervisor.getGuest(spec.id)).toMatchObject({
      state: 'stopped',
      guestAgentConnected: false,
    });
    expect(events).toEqual(Array(2).fill({ type: 'guest_changed', guestId: spec.id }));
  });

  test('a guest may ignore the power button', async () => {
    const clock = createVirtualClock();
    const hypervisor = createFakeHypervisor({
      cellId: 'cell',
      clock,
      ignoresAcpi: (spec) => spec.name === 'deaf',
    });
    const spec = smallGuestSpec({ name: 'deaf' });
    await startGuest(hypervisor, spec);
    await hypervisor.shutdownGuest(spec.id);
    clock.advance(3_600_000);
    expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'running' });
  });

  test('guests and disks survive an agent that was killed, and go on where they were', async () => {
    const stateFile = join(await temporaryFolder(), 'cells', 'state.json');
    const clock = createVirtualClock();
    const options = { cellId: 'cell', clock, bootMs, shutdownMs, stateFile };
    const first = createFakeHypervisor(options);
    const spec = smallGuestSpec({ interfaces: [internalInterface()] });
    await startGuest(first, spec);
    const running = await first.getGuest(spec.id);

    // The first is not disposed of: nothing but its file speaks to the second.
    const second = createFakeHypervisor(options);
    expect(await second.getGuest(spec.id)).toEqual(running);
    expect(second.listDisks()).toEqual(first.listDisks());
    const changed: string[] = [];
    second.watch((event) => changed.push(event.type));
    clock.advance(bootMs);
    expect(changed).toEqual(['guest_changed']);

    await second.shutdownGuest(spec.id);
    const third = createFakeHypervisor(options);
    clock.advance(shutdownMs);
    expect(await third.getGuest(spec.id)).toMatchObject({ state: 'stopped' });
  });

  test('a clone that was broken off is partial, does not start, and is made anew', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'image');
    await writeFile(path, 'content');
    const base: BaseImage = { path, sha256: 'ab'.repeat(32), clone: 'full' };
    const clock = createVirtualClock();
    const stateFile = join(folder, 'state.json');
    const first = createFakeHypervisor({ cellId: 'cell', clock, stateFile });
    const spec = smallGuestSpec();
    const disk = { guestId: spec.id, index: 0, sizeBytes: 2 ** 30, base };
    const copying = Promise.withResolvers<void>();
    const abort = new AbortController();
    const creation = first.createDisk(disk, { onProgress: () => copying.resolve(), signal: abort.signal });
    await copying.promise;
    abort.abort();
    await expect(creation).rejects.toMatchObject({ code: 'cancelled' });

    const second = createFakeHypervisor({ cellId: 'cell', fullCloneMs: 0, stateFile });
    expect(second.listDisks()).toMatchObject([{ guestId: spec.id, complete: false }]);
    await second.defineGuest('operation', spec);
    await expect(second.startGuest(spec.id, { type: 'disk' })).rejects.toMatchObject({
      reason: 'disk_missing',
    });
    await second.createDisk(disk);
    expect(second.listDisks()).toMatchObject([{ complete: true, content: base.sha256 }]);
    await second.startGuest(spec.id, { type: 'disk' });
  });

  test('statistics are the same for the same seed, and take from the node what guests take', async () => {
    const clock = createVirtualClock();
    const spec = smallGuestSpec();
    const host = { cpuCount: 4, memoryBytes: 2 ** 32, diskBytes: 2 ** 36 };
    const [one, same, other] = [1, 1, 2].map((seed) =>
      createFakeHypervisor({ cellId: 'cell', clock, seed, host }),
    );
    if (!one || !same || !other) throw new Error('three were made');
    const idle = await one.nodeStatistics();
    await Promise.all([one, same, other].map((hypervisor) => startGuest(hypervisor, spec)));

    clock.advance(10_000);
    const early = (await one.guestStatistics())[0];
    expect(await same.guestStatistics()).toEqual([early]);
    expect(await other.guestStatistics()).not.toEqual([early]);
    clock.advance(10_000);
    const late = (await one.guestStatistics())[0];
    expect(late?.bytesSent).toBeGreaterThan(early?.bytesSent ?? 0);
    expect(late?.cpuUsage).not.toBe(early?.cpuUsage);

    const busy = await one.nodeStatistics();
    expect(idle.memoryAvailableBytes - busy.memoryAvailableBytes).toBe(spec.memoryBytes);
    expect(busy.diskAvailableBytes).toBeLessThan(idle.diskAvailableBytes);
    expect(busy.cpuUsage).toBeGreaterThan(idle.cpuUsage);
  });

  test('a crash, a pause and a warning are told as a real hypervisor tells them', async () => {
    const hypervisor = createFakeHypervisor({ cellId: 'cell', clock: createVirtualClock() });
    const spec = smallGuestSpec();
    await startGuest(hypervisor, spec);
    const events: HypervisorEvent[] = [];
    hypervisor.watch((event) => events.push(event));
    hypervisor.simulate.pause(spec.id, 'io_error');
    expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'paused', stateReason: 'io_error' });
    hypervisor.simulate.resume(spec.id);
    hypervisor.simulate.warn(spec.id, 'slow_disk', 'the disk is slow');
    hypervisor.simulate.crash(spec.id);
    expect(await hypervisor.getGuest(spec.id)).toMatchObject({ state: 'stopped', stateReason: 'crashed' });
    expect(events.map((event) => event.type)).toEqual([
      'guest_changed',
      'guest_changed',
      'warning',
      'guest_changed',
    ]);
  });

  test('keys typed in the console are on the screenshot', async () => {
    const hypervisor = createFakeHypervisor({ cellId: 'cell', clock: createVirtualClock() });
    const spec = smallGuestSpec();
    await startGuest(hypervisor, spec);
    const shoot = async () => (await hypervisor.takeScreenshot(spec.id)).data.toArray();
    const before = await shoot();
    const viewer = await connectRfb(await hypervisor.openConsole(spec.id), spec.monitorSecret);
    viewer.requestUpdate(false);
    await viewer.nextUpdate();
    viewer.requestUpdate(true);
    viewer.type('x');
    await viewer.nextUpdate();
    expect(await shoot()).not.toEqual(before);
    await hypervisor[Symbol.asyncDispose]();
  });
});
