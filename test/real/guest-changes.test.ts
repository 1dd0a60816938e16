/** Changes of a guest as its own system sees them, while it runs and after its next start. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LibvirtClient } from '../../cell-agent/src/hypervisor/libvirt/client.ts';
import type { DomainError } from '../../proto/src/errors.ts';
import type { GuestSpec } from '../../proto/src/model.ts';
import { define, waitForGuest } from '../hypervisor/context.ts';
import { internalInterface, smallGuestSpec } from '../hypervisor/small-guest.ts';
import { runInGuest } from '../support/guest-command.ts';
import { type GuestImage, guestImage } from '../support/guest-image.ts';
import { poll } from '../support/poll.ts';
import { type RealHypervisor, startRealHypervisor } from '../support/real-hypervisor.ts';

const mib = 2 ** 20;
let real: RealHypervisor;
let image: GuestImage;
let client: LibvirtClient;
let spec: GuestSpec;

beforeAll(async () => {
  real = await startRealHypervisor('99999999-changes');
  image = await guestImage(real.imagesPath);
  client = new LibvirtClient({ socketPath: real.daemon.socket });
});
afterAll(async () => {
  await client.close();
  await real[Symbol.asyncDispose]();
});

const inside = (command: string) => runInGuest(client, spec.id, command);
const number = async (command: string) => Number(await inside(command));
const cores = () => number('nproc');
/** What the kernel keeps for itself is not in it. */
const memoryMib = async () => (await number("awk '/MemTotal/{print $2}' /proc/meminfo")) / 1024;
/** What the guest has once its balloon rests: two looks half a second apart agree. */
async function restingMemoryMib(atMost: number): Promise<number> {
  let last = Number.POSITIVE_INFINITY;
  const rests = async () => {
    const before = last;
    last = await memoryMib();
    return last === before && last < atMost;
  };
  await poll('the balloon rests', rests, 60_000, 500);
  return last;
}
const diskBytes = async (name: string) => (await number(`cat /sys/block/${name}/size`)) * 512;
/** From a mebibyte on. */
const hashOf = (path: string, from: number) =>
  inside(`dd if=${path} bs=1M skip=${from} 2>/dev/null | sha256sum | cut -d' ' -f1`);
const sizeOfFile = async (index: number) =>
  (await stat(join(real.storagePath, `${spec.id}.${index}.qcow2`))).blocks * 512;

/** Why a password can not be set; null if it can. */
async function hangs(guestId: string): Promise<string | null> {
  return await real.hypervisor.setGuestPassword(guestId, 'root', 'Any-1').then(
    () => null,
    (error: DomainError) => error.reason ?? '',
  );
}

async function boot(): Promise<void> {
  await real.hypervisor.startGuest(spec.id, { type: 'disk' });
  await waitForGuest(real.hypervisor, spec.id, 'has its agent', (guest) => guest.guestAgentConnected);
}

describe('a guest with a system', () => {
  test('is changed while it runs, keeps that over its next start, and is changed between', async () => {
    const { hypervisor } = real;
    const disks = [
      { sizeBytes: 128 * mib, imageSha256: image.disk.sha256, clone: 'linked' as const },
      { sizeBytes: 32 * mib, imageSha256: '', clone: 'linked' as const },
    ];
    spec = smallGuestSpec({ memoryBytes: 192 * mib, disks, interfaces: [internalInterface()] });
    const { id } = await define({ hypervisor }, spec, { ...image.disk, clone: 'linked' });
    await boot();

    expect(await cores()).toBe(1);
    const before = await restingMemoryMib(192);
    await hypervisor.setCores(id, 4, 'now');
    await poll('the guest has four cores', async () => (await cores()) === 4);
    await expect(hypervisor.setCores(id, 2, 'now')).rejects.toMatchObject({ reason: 'cores_not_removable' });
    expect(await cores()).toBe(4);
    await hypervisor.setMemory(id, 256 * mib);
    expect(Math.round((await restingMemoryMib(256)) - before)).toBe(64);
    await hypervisor.setMemory(id, 160 * mib);
    expect(Math.round((await restingMemoryMib(160)) - before)).toBe(-32);

    await hypervisor.resizeDisk(id, 1, 48 * mib);
    await poll('the guest sees the larger disk', async () => (await diskBytes('vdb')) === 48 * mib);

    const shadow = () => inside("grep '^root:' /etc/shadow | cut -d: -f2");
    const locked = await shadow();
    await hypervisor.setGuestPassword(id, 'root', 'New-Secret ü1');
    const [, , salt] = (await shadow()).split('$');
    expect(salt).toBeDefined();
    expect(await shadow()).not.toBe(locked);
    expect(await inside(`mkpasswd -m sha512 -S '${salt}' 'New-Secret ü1'`)).toBe(await shadow());
    await expect(hypervisor.setGuestPassword(id, 'nobody-known', 'Secret-1')).rejects.toMatchObject({
      code: 'invalid',
      reason: 'password_refused',
      message: expect.stringContaining('nobody-known'),
    });

    // The agent stands still for a while.
    await inside(
      '(sleep 1; kill -STOP $(pidof qemu-ga); sleep 14; kill -CONT $(pidof qemu-ga)) >/dev/null 2>&1 &',
    );
    await poll('the agent hangs', async () => (await hangs(id)) === 'guest_agent_unresponsive');
    await poll('the agent is back', async () => (await hangs(id)) === null);

    // Random content, of which half is overwritten with zeros again: that half need not be kept.
    await inside('dd if=/dev/urandom of=/dev/vdb bs=1M count=24 2>&1; sync');
    await inside('dd if=/dev/zero of=/dev/vdb bs=1M count=16 seek=4 conv=notrunc 2>&1; sync');
    await inside('dd if=/dev/urandom of=/dev/vda bs=1M count=8 seek=100 conv=notrunc 2>&1; sync');
    const hash = async () => [await hashOf('/dev/vda', 90), await hashOf('/dev/vdb', 0)];
    const hashes = await hash();
    await hypervisor.destroyGuest(id);
    expect((await hypervisor.getGuest(id)).spec).toMatchObject({ cores: 4, memoryBytes: 160 * mib });

    const told: number[] = [];
    const [largeSystem, large] = [await sizeOfFile(0), await sizeOfFile(1)];
    await hypervisor.compactDisk(id, 0, { onProgress: (percent) => told.push(percent) });
    await hypervisor.compactDisk(id, 1);
    expect(told.at(-1)).toBe(100);
    expect(large - (await sizeOfFile(1))).toBeGreaterThan(15 * mib);
    // It still stands on its image, of which nothing was copied.
    expect(await sizeOfFile(0)).toBeLessThan(largeSystem + mib);
    await hypervisor.setCores(id, 2, 'next-start');
    await hypervisor.setMemory(id, 224 * mib);
    await boot();

    expect(await hash()).toEqual(hashes);
    expect(await diskBytes('vdb')).toBe(48 * mib);
    expect(await cores()).toBe(2);
    // The kernel's own share grows with what the guest could get.
    const growth = async () => (await memoryMib()) - before;
    await poll('the guest has its memory', async () => Math.abs((await growth()) - 32) < 4);
    await hypervisor.destroyGuest(id);
    await hypervisor.resizeDisk(id, 0, 160 * mib);
    expect((await hypervisor.getGuest(id)).spec.disks.map(({ sizeBytes }) => sizeBytes)).toEqual([
      160 * mib,
      48 * mib,
    ]);
  });
});
